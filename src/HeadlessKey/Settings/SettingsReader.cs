using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Settings;

/// <summary>
/// Puts all settings together: the defaults, what is stored, the host's configuration, its code, each over the one before; and holds the
/// whole against the same rules as a start.
/// </summary>
internal sealed partial class SettingsReader
{
    private readonly SettingsBinder binder;
    private readonly IConfiguration configuration;
    private readonly IConfigureOptions<HeadlessKeyOptions>[] code;
    private readonly IPostConfigureOptions<HeadlessKeyOptions>[] codeAfter;
    private readonly IValidateOptions<HeadlessKeyOptions>[] validators;
    private readonly FrozenSet<string> setInCode;

    public SettingsReader(
        SettingsBinder binder,
        IConfiguration configuration,
        IEnumerable<IConfigureOptions<HeadlessKeyOptions>> steps,
        IEnumerable<IPostConfigureOptions<HeadlessKeyOptions>> stepsAfter,
        IEnumerable<IValidateOptions<HeadlessKeyOptions>> validators)
    {
        this.binder = binder;
        this.configuration = configuration;
        code = [.. steps.Where(step => step is not SettingsBinder)];
        codeAfter = [.. stepsAfter];
        this.validators = [.. validators];
        setInCode = FindSetInCode();
    }

    /// <summary>Where a key's value comes from, unless it is stored or the default; null then.</summary>
    public SettingOrigin? FindGiven(SettingKey key) =>
        SettingSource.FindGiven(configuration, $"{HeadlessKeyOptions.Section}:{key.Name}")
        ?? (setInCode.Contains(key.Setting.Key) ? new SettingOrigin(SettingOrigin.Code) : null);

    /// <summary>All settings with these stored values, and what is wrong with them: a text for each key, under an empty key what belongs to none.</summary>
    public (HeadlessKeyOptions Options, IReadOnlyDictionary<string, string> Faults) Read(IEnumerable<KeyValuePair<string, string>> stored)
    {
        var options = new HeadlessKeyOptions();
        var faults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            binder.Configure(options, [.. stored.SelectMany(pair => SettingText.ToConfiguration(SettingKey.Find(pair.Key)!, pair.Value))]);
            RunCode(options);
            foreach (var failure in validators.SelectMany(validator => validator.Validate(Microsoft.Extensions.Options.Options.DefaultName, options).Failures ?? []))
            {
                Add(failure);
            }
        }
        catch (StartupException exception)
        {
            Add(exception.Message);
        }

        return (options, faults);

        // Which source it came from is said elsewhere: here it is always the one that is being looked at.
        void Add(string failure)
        {
            var parts = Failure.Match(failure);
            faults.TryAdd(parts.Success ? parts.Groups["key"].Value : string.Empty, parts.Success ? parts.Groups["problem"].Value : failure);
        }
    }

    /// <summary>
    /// All settings with as many of the stored values as stand. One that does not, after an upgrade or because of a file, must neither stop
    /// the server nor drag the others along.
    /// </summary>
    public (HeadlessKeyOptions Options, IReadOnlyDictionary<string, string> Used, IReadOnlyList<IgnoredSetting> Ignored) ReadWhatStands(
        IReadOnlyDictionary<string, string> stored)
    {
        var ignored = new List<IgnoredSetting>();
        var possible = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in stored)
        {
            if (FindReasonToIgnore(name) is { } reason)
            {
                ignored.Add(new IgnoredSetting(name, reason));
            }
            else
            {
                possible.Add(name, value);
            }
        }

        var (options, faults) = Read(possible);
        if (faults.Count == 0)
        {
            return (options, possible, ignored);
        }

        // One by one, each on top of those that stood.
        var used = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in possible)
        {
            used.Add(name, value);
            if (Read(used).Faults is { Count: > 0 } wrong)
            {
                used.Remove(name);
                ignored.Add(new IgnoredSetting(name, wrong.TryGetValue(name, out var own) ? own : string.Join(' ', wrong.Select(fault => $"{fault.Key} {fault.Value}"))));
            }
        }

        return (Read(used).Options, used, ignored);
    }

    private string? FindReasonToIgnore(string name) => SettingKey.Find(name) switch
    {
        null => "is not a setting.",
        { Setting.IsRuntime: false } => "cannot be changed while the server runs.",
        { Setting.IsMap: true, Entry: null } => "is set entry by entry.",
        var key when FindGiven(key) is { } given => $"is set by {given.Text}, which wins.",
        _ => null,
    };

    private void RunCode(HeadlessKeyOptions options)
    {
        Array.ForEach(code, step => step.Configure(options));
        Array.ForEach(codeAfter, step => step.PostConfigure(Microsoft.Extensions.Options.Options.DefaultName, options));
    }

    /// <summary>What is another value after the host's code than before.</summary>
    private FrozenSet<string> FindSetInCode()
    {
        var before = new HeadlessKeyOptions();
        binder.Configure(before, stored: []);
        var after = new HeadlessKeyOptions();
        binder.Configure(after, stored: []);
        RunCode(after);
        return KnownSettings.Settings
            .Where(setting => SettingText.ToWords(setting.Read(before)) != SettingText.ToWords(setting.Read(after)))
            .Select(setting => setting.Key)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"^HeadlessKey:(?<key>\S+) \([^)]*\) (?<problem>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Failure { get; }
}
