namespace HeadlessKey;

/// <summary>The mail server that takes our mail (RFC 5321).</summary>
public sealed class SmtpOptions
{
    internal const string StartTls = "starttls";
    internal const string ImplicitTls = "tls";
    internal const string Plain = "none";

    /// <summary>The server's name, such as <c>smtp.example.com</c>. Needed for the transport <c>smtp</c>.</summary>
    public string? Host { get; set; }

    /// <summary>The port; default 587 for <c>starttls</c>, 465 for <c>tls</c>, 25 for <c>none</c>; from 1 to 65,535.</summary>
    public int? Port { get; set; }

    /// <summary>
    /// How the connection is protected: <c>starttls</c> (default; RFC 3207, and no mail goes out if the server does not offer it),
    /// <c>tls</c> from the first byte (RFC 8314) or <c>none</c>, for a server on the same machine.
    /// </summary>
    public string Security { get; set; } = StartTls;

    /// <summary>The user name to sign in with (RFC 4954); default: none, the server takes our mail as it is.</summary>
    public string? Username { get; set; }

    /// <summary>The password to sign in with. It is never sent over an unprotected connection to another machine.</summary>
    public string? Password { get; set; }

    /// <summary>How long one step of the conversation may take; default 30 seconds, from 1 second to 5 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
