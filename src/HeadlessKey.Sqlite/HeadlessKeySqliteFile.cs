using Microsoft.Data.Sqlite;

namespace HeadlessKey.Sqlite;

/// <summary>Where the database file is.</summary>
internal static class HeadlessKeySqliteFile
{
    public static string ConnectionString(StorageOptions storage) =>
        string.IsNullOrEmpty(storage.ConnectionString)
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(storage.DataFolder, StorageOptions.SqliteFileName) }.ToString()
            : storage.ConnectionString;

    public static string PathOf(StorageOptions storage) => Path.GetFullPath(new SqliteConnectionStringBuilder(ConnectionString(storage)).DataSource);
}
