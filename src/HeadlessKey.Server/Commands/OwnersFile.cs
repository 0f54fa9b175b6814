namespace HeadlessKey.Server.Commands;

/// <summary>Makes files that nobody but their owner may read: they name people.</summary>
internal static class OwnersFile
{
    /// <summary>A new file in the place of whatever has the name.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(path);
        return new FileStream(path, options);
    }
}
