namespace HeadlessKey;

/// <summary>Where a setting's value comes from.</summary>
/// <param name="Source">One of the constants; the first that has a value wins, in their order.</param>
/// <param name="Name">The file's name.</param>
internal sealed record SettingOrigin(string Source, string? Name = null)
{
    public const string CommandLine = "command_line";
    public const string Environment = "environment";
    public const string File = "file";
    public const string Code = "code";
    public const string Stored = "stored";
    public const string Default = "default";

    /// <summary>Whether it is out of reach of whoever changes settings in the running server.</summary>
    public bool IsLocked => Source is CommandLine or Environment or File or Code;

    /// <summary>For people.</summary>
    public string Text => Source switch
    {
        CommandLine => "the command line",
        Environment => "the environment",
        File => Name ?? "a file",
        Code => "code",
        var other => other,
    };
}
