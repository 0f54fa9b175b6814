namespace HeadlessKey.Server.Commands;

/// <summary>Makes files that nobody but their owner may read: they name people.</summary>
internal static class OwnersFile
{
    /// <summary>
    /// Writes a file under another name until it is complete, so that what has the name is whole. What was begun and is not completed goes.
    /// </summary>
    public static async Task<T> WriteWholeAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var part = path + ".part";
        try
        {
            T written;
            await using (var file = Create(part))
            {
                written = await write(file);
            }

            File.Move(part, path, overwrite: true);
            return written;
        }
        finally
        {
            File.Delete(part);
        }
    }

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
