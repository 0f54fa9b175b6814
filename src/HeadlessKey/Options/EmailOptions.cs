namespace HeadlessKey;

/// <summary>How mail leaves the server.</summary>
public sealed class EmailOptions
{
    internal const string FileTransport = "file";
    internal const string SmtpTransport = "smtp";
    internal const string NoTransport = "none";

    /// <summary>
    /// Where mail goes: <c>file</c> (default; <c>.eml</c> files in the folder <c>mail</c> of the data folder, for trying things out),
    /// <c>smtp</c> or <c>none</c>.
    /// </summary>
    public string Transport { get; set; } = FileTransport;

    /// <summary>The sender's address; default <c>no-reply@</c> the public URL's host.</summary>
    [Runtime]
    public string? From { get; set; }

    /// <summary>The sender's name; default: the site's name.</summary>
    [Runtime]
    public string? FromName { get; set; }

    /// <summary>The mail server, for the transport <c>smtp</c>.</summary>
    public SmtpOptions Smtp { get; set; } = new();
}
