namespace AsyncWorkbook.Engine.Files;

/// <summary>Where what can be made again is kept for this user, by the custom of the system.</summary>
public static class CacheFolder
{
    /// <summary>
    /// The full path of a folder of ours, which may not be there yet: below <c>%LOCALAPPDATA%</c> on Windows, elsewhere below
    /// <c>XDG_CACHE_HOME</c> if that is a full path, or else <c>~/Library/Caches</c> (macOS) or <c>~/.cache</c>.
    /// </summary>
    /// <param name="name">What it holds, such as <c>packages</c>.</param>
    public static string Of(string name) => Path.Combine(
        OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
        : Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named && Path.IsPathRooted(named) ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache"),
        "workbook",
        name);
}
