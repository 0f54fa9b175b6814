namespace HeadlessKey.Http;

/// <summary>
/// A text that people read, in every language. A language is added by adding a member here: until each text has it, nothing compiles.
/// </summary>
internal sealed record Text(string English, string SimplifiedChinese)
{
    /// <summary>A text that reads the same in every language.</summary>
    public static Text Same(string text) => new(text, text);

    public string In(Language language) => language switch
    {
        Language.SimplifiedChinese => SimplifiedChinese,
        _ => English,
    };

    /// <summary>The English text, for the console and the log.</summary>
    public override string ToString() => English;
}
