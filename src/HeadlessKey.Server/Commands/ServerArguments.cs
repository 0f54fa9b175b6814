using System.CommandLine;

namespace HeadlessKey.Server.Commands;

/// <summary>The options that every verb has, as settings; what stands on the command line wins over every other source.</summary>
internal sealed record ServerArguments(IReadOnlyDictionary<string, string?> Settings)
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The folder of the database and the master key. Default: ./data",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Any setting, also written --HeadlessKey:Section:Key=VALUE.",
        HelpName = "KEY=VALUE",
        Recursive = true,
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"The addresses to listen on, with ; between them. Default: {ServerHost.DefaultUrl}",
        HelpName = "URLS",
    };

    /// <summary>The same with one setting more, over whatever any source says.</summary>
    public ServerArguments With(string key, string value) =>
        new(new Dictionary<string, string?>(Settings, StringComparer.OrdinalIgnoreCase) { [key] = value });

    /// <summary>Adds the options that every verb understands.</summary>
    public static void AddTo(Command root)
    {
        root.Options.Add(Data);
        root.Options.Add(Set);
    }

    /// <summary>Adds the options of those who listen.</summary>
    public static void AddListeningTo(Command command) => command.Options.Add(Urls);

    /// <summary>Turns <c>--HeadlessKey:Section:Key=VALUE</c>, the way .NET programs are configured, into <c>--set</c>.</summary>
    public static string[] Normalise(IEnumerable<string> args) =>
    [
        .. args.SelectMany(arg =>
            arg.StartsWith("--", StringComparison.Ordinal) && arg.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            && arg.IndexOf('=', StringComparison.Ordinal) > colon
                ? new[] { Set.Name, arg[2..] }
                : [arg]),
    ];

    public static ServerArguments From(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new StartupException($"--set {pair} is not KEY=VALUE.");
            }

            settings[Checked(pair[..equals])] = pair[(equals + 1)..];
        }

        if (parsed.GetValue(Data) is { } data)
        {
            settings["HeadlessKey:Storage:DataFolder"] = data;
        }

        if (parsed.GetResult(Urls) is not null && parsed.GetValue(Urls) is { } urls)
        {
            settings[WebHostDefaults.ServerUrlsKey] = urls;
        }

        return new ServerArguments(settings);
    }

    // Without its beginning, or written as for the environment, a setting would mean nothing, and what it was to close would stay open.
    private static string Checked(string key)
    {
        const string Prefix = HeadlessKeyOptions.Section + ":";
        var meant = key.Replace("__", ":", StringComparison.Ordinal);
        meant = meant.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? meant : Prefix + meant;
        return string.Equals(key, meant, StringComparison.Ordinal) || !KnownSettings.HasSectionOf(meant[Prefix.Length..])
            ? key
            : throw new StartupException($"--set {key} is not a setting. Did you mean {meant}?");
    }
}
