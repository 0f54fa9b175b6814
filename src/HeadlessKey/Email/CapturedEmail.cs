namespace HeadlessKey.Email;

/// <summary>A mail that was written to a file, read again. It may hold a link or a code: keep it out of logs.</summary>
internal sealed record CapturedEmail(string Id, DateTimeOffset At, string Kind, string From, string To, string Subject, string Text, string Html)
{
    public override string ToString() => Kind;
}
