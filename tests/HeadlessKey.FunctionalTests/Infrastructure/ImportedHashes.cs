namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Hashes of <see cref="TestUser.Password"/> as other systems store them.</summary>
public static class ImportedHashes
{
    public const string Bcrypt = "$2y$08$abcdefghijklmnopqrstuuwezlW09AGl.Qc8oiYvHEzrpumH/GaSu";
    public const string WordPress = "$wp$2y$08$abcdefghijklmnopqrstuuzsnDIaOcgOdhiRjslFLwBVzDgkpZsJ2";
    public const string Phpass = "$P$Bsaltsaltc/FDgntba538D7eNXZq/i1";
    public const string Md5 = "88e4ddd2402d92d50e1879d6ecd9ffd4";
    public const string Identity = "AQAAAAIAAAPoAAAAEAABAgMEBQYHCAkKCwwNDg9OjEVSLnLd+mtlFb9XoK6lHa4gNh+7LmuWwX1ngTrjyQ==";
    public const string Identity2 = "AAABAgMEBQYHCAkKCwwNDg/Kv5tkqQSdO0Z/d/XxWNczkIjFP2C3aR/Oyg84EdRL9A==";

    public static readonly string[] All = [Bcrypt, WordPress, Phpass, Md5, Identity, Identity2];

    /// <summary>The same kinds at a price that nobody may make a server pay.</summary>
    public static readonly string[] TooDear =
    [
        "$2y$31$abcdefghijklmnopqrstuuwezlW09AGl.Qc8oiYvHEzrpumH/GaSu",
        "$wp$2y$31$abcdefghijklmnopqrstuuzsnDIaOcgOdhiRjslFLwBVzDgkpZsJ2",
        "$P$Ssaltsaltc/FDgntba538D7eNXZq/i1",
        "AQAAAAL/////AAAAEAABAgMEBQYHCAkKCwwNDg9OjEVSLnLd+mtlFb9XoK6lHa4gNh+7LmuWwX1ngTrjyQ==",
    ];
}
