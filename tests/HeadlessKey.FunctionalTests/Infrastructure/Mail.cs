using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A mail that somebody got.</summary>
/// <param name="Kind">Such as <c>reset-link</c>.</param>
/// <param name="Recipient">To whose address it went.</param>
/// <param name="Language">What it is written in, such as <c>zh-CN</c>.</param>
/// <param name="Text">What it says, as text.</param>
public sealed partial record Mail(string Kind, string Recipient, string Language, string Text)
{
    /// <summary>The link in it.</summary>
    public string Link => LinkPattern.Match(Text) is { Success: true } link ? link.Value : throw new InvalidOperationException($"There is no link in: {Text}");

    /// <summary>What the link carries behind its <c>#</c>: a token or an invitation.</summary>
    public string Token => TokenPattern.Match(Link) is { Success: true } token
        ? token.Groups["token"].Value
        : throw new InvalidOperationException($"There is no token in {Link}");

    /// <summary>The eight digits in it.</summary>
    public string Code => CodePattern.Match(Text) is { Success: true } code ? code.Value : throw new InvalidOperationException($"There is no code in: {Text}");

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex LinkPattern { get; }

    [GeneratedRegex("[#?&](token|invitation)=(?<token>[^&]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex TokenPattern { get; }

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex CodePattern { get; }
}
