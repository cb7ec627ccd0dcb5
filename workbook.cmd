@echo off
rem The one command: builds what has changed, then runs the workbook's command line. Untested.
setlocal
set "top=%~dp0"
set "dotnet=dotnet"
where dotnet >nul 2>nul || if exist "%USERPROFILE%\.dotnet\dotnet.exe" set "dotnet=%USERPROFILE%\.dotnet\dotnet.exe"
"%dotnet%" build "%top%src\publish.proj" --nologo -v quiet -clp:ErrorsOnly 1>&2 || exit /b 1
"%dotnet%" "%top%artifacts\workbook\workbook.dll" %*
exit /b %errorlevel%
