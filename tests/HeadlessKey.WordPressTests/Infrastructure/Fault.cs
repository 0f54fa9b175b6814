namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>What stands between a question and its answer.</summary>
public enum Fault
{
    /// <summary>It never answers.</summary>
    Hang,

    /// <summary>It hangs up.</summary>
    Drop,

    /// <summary>It answers a page.</summary>
    Html,

    /// <summary>It answers what would be welcome, but cannot sign it.</summary>
    MadeUp,

    /// <summary>It sends the question elsewhere.</summary>
    Misleading,

    /// <summary>It never stops answering.</summary>
    Endless,

    /// <summary>It gives the answer to the question before.</summary>
    Replay,

    /// <summary>It changes the answer.</summary>
    Alter,

    /// <summary>It hands the question on and keeps the answer.</summary>
    LoseAnswer,

    /// <summary>It adds the language to each address that it hands on, as plugins and proxies do.</summary>
    AddLanguage,

    /// <summary>It hands the question on twice, and gives the second answer.</summary>
    Repeat,
}
