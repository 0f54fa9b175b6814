namespace HeadlessKey.Registration;

/// <summary>How the proof of an address ended.</summary>
internal abstract record VerifyEmailResult
{
    internal sealed record Verified(string Login) : VerifyEmailResult;

    /// <summary>Wrong, used, expired, or for an address that somebody else has by now: one answer for all.</summary>
    internal sealed record InvalidLink : VerifyEmailResult;
}
