using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A mail that the server has written.</summary>
public sealed partial record Mail(string Kind, string Recipient, string Language, string Text)
{
    /// <summary>The address it leads to, with its secret.</summary>
    public string Link => LinkPattern.Match(Text).Value;

    /// <summary>What the link carries behind the <c>#</c>.</summary>
    public string Token => TokenPattern.Match(Link).Groups["token"].Value;

    /// <summary>The code to type in.</summary>
    public string Code => CodePattern.Match(Text).Value;

    [GeneratedRegex(@"https?://[^\s""<>]+")]
    private static partial Regex LinkPattern { get; }

    [GeneratedRegex("[#?&](token|invitation)=(?<token>[A-Za-z0-9_-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex TokenPattern { get; }

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex CodePattern { get; }
}
