@echo off
rem The one command: builds what has changed, then runs the workbook's command line. Untested.
setlocal
set "top=%~dp0"
dotnet build "%top%src\publish.proj" --nologo -v quiet -clp:ErrorsOnly 1>&2 || exit /b 1
"%top%artifacts\workbook\workbook.exe" %*
exit /b %errorlevel%
