namespace HeadlessKey.Email;

/// <summary>The conversation with the mail server cannot go on. The text is for operators and holds neither password nor mail.</summary>
internal sealed class SmtpFailure : Exception
{
    public SmtpFailure(string message, bool isFinal = false)
        : base(message) => IsFinal = isFinal;

    public SmtpFailure(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>True when another try would end in the same way.</summary>
    public bool IsFinal { get; }
}
