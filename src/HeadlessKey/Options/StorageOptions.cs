namespace HeadlessKey;

/// <summary>Where everything is kept.</summary>
public sealed class StorageOptions
{
    internal const string SqliteFileName = "headlesskey.db";

    /// <summary>The database engine of the server: <c>sqlite</c> (default) or <c>postgresql</c>.</summary>
    public string Engine { get; set; } = "sqlite";

    /// <summary>
    /// How to reach the database. SQLite's default is <c>headlesskey.db</c> in the data folder; PostgreSQL needs one, such as
    /// <c>Host=db;Database=headlesskey;Username=headlesskey;Password=…</c>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The folder of the database and the master key; default <c>data</c> in the working directory.</summary>
    public string DataFolder { get; set; } = "data";

    /// <summary>
    /// The master key, 32 bytes in base64, for servers that share a database; default: the file <c>master.key</c> in the
    /// data folder, made at the first start.
    /// </summary>
    public string? MasterKey { get; set; }

    /// <summary>Whether a start brings the database to this program's schema; default true.</summary>
    public bool MigrateAtStart { get; set; } = true;
}
