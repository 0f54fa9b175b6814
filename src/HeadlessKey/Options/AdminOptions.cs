namespace HeadlessKey;

/// <summary>The admin API, and with it the admin pages.</summary>
public sealed class AdminOptions
{
    /// <summary>Whether the admin API is there; default true. Without it, the command line alone administers. An app with the library has it only after <c>AddAdmin()</c>.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// From where the admin API may be used, as addresses (<c>192.0.2.1</c>) or networks (<c>10.0.0.0/8</c>); default: from anywhere.
    /// </summary>
    public IList<string> Networks { get; set; } = [];
}
