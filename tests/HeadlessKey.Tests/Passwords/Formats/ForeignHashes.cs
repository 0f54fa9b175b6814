namespace HeadlessKey.Tests.Passwords.Formats;

/// <summary>Hashes of <see cref="Password"/> that other programs computed, one of each kind.</summary>
internal static class ForeignHashes
{
    public const string Password = "correct horse battery";
    public const string Bcrypt = "$2y$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
    public const string WordPress = "$wp$2y$04$abcdefghijklmnopqrstuuBmcW6jRoZjEwB6yLf8pokbS/tOkZxVi";
    public const string Phpass = "$P$Bsaltsaltc/FDgntba538D7eNXZq/i1";
    public const string Md5 = "88e4ddd2402d92d50e1879d6ecd9ffd4";
    public const string Identity3 = "AQAAAAIAAYagAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==";
    public const string Identity2 = "AAABAgMEBQYHCAkKCwwNDg/Kv5tkqQSdO0Z/d/XxWNczkIjFP2C3aR/Oyg84EdRL9A==";

    public static readonly string[] All = [Bcrypt, WordPress, Phpass, Md5, Identity3, Identity2];
}
