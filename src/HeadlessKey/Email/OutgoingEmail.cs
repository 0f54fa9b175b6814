namespace HeadlessKey.Email;

/// <summary>A finished mail. It may hold a link or a code that lets its reader in: keep it out of logs.</summary>
public sealed class OutgoingEmail
{
    /// <summary>What it is about, such as <c>reset-link</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The <c>Message-ID</c> (RFC 5322) without its angle brackets; the same on every try.</summary>
    public required string MessageId { get; init; }

    /// <summary>The sender's address.</summary>
    public required string From { get; init; }

    /// <summary>The sender's name.</summary>
    public required string FromName { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>The subject, in one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The mail as text.</summary>
    public required string Text { get; init; }

    /// <summary>The same as a page of HTML.</summary>
    public required string Html { get; init; }

    /// <summary>The language it is written in, such as <c>zh-CN</c> (RFC 5646).</summary>
    public required string Language { get; init; }

    /// <summary>The kind alone: never an address, a link or a code.</summary>
    /// <returns>The kind.</returns>
    public override string ToString() => Kind;
}
