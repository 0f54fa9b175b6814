namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>One thing that happens to a session.</summary>
internal abstract record RefreshStep
{
    /// <summary>A refresh with what was given out so many generations ago; 0 is the newest.</summary>
    internal sealed record Use(int Back, bool ByAccessToken, int Node) : RefreshStep;

    internal sealed record Revoke(int Back, bool ByAccessToken, int Node) : RefreshStep;

    internal sealed record Wait(TimeSpan Time) : RefreshStep;
}
