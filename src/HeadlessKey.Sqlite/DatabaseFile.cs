using Microsoft.Data.Sqlite;

namespace HeadlessKey.Sqlite;

/// <summary>Makes the database's folder and file, for its owner alone. SQLite gives its log files the mode of the database.</summary>
internal static class DatabaseFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Makes what is missing; what is there already keeps the mode that the operator gave it.</summary>
    public static void Prepare(SqliteConnectionStringBuilder connection)
    {
        if (connection.Mode != SqliteOpenMode.ReadWriteCreate || connection.DataSource is "" or ":memory:"
            || connection.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        var path = Path.GetFullPath(connection.DataSource);
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            CreateFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The database {path} cannot be made: {exception.Message} Choose another folder with --data or HeadlessKey:Storage:DataFolder.", exception);
        }
    }

    /// <summary>An open that failed, in a line for the operator.</summary>
    public static StartupException Explain(SqliteException exception, string dataSource)
    {
        var remedy = exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT
            ? "Restore a backup, or move the file away to start anew."
            : "Check that this user may read and write it and its folder.";
        return new StartupException($"The database {Path.GetFullPath(dataSource)} cannot be opened: {exception.Message} {remedy}", exception);
    }

    private static void CreateFolder(string folder)
    {
        if (System.IO.Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(folder);
        }
        else
        {
            System.IO.Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    private static void CreateFile(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        new FileStream(path, options).Dispose();
    }
}
