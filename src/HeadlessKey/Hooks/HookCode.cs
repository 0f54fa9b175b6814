namespace HeadlessKey.Hooks;

/// <summary>The codes that hooks give to programs.</summary>
internal static class HookCode
{
    private const int Longest = 64;

    /// <summary>Lower-case letters, digits and <c>_</c>, a letter first.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: > 0 and <= Longest } && char.IsAsciiLetterLower(code[0])
        && code.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
