using System.CommandLine;
using System.Globalization;
using HeadlessKey.Http;
using HeadlessKey.Settings;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey settings …</c>: what is set, where it comes from, and something else for the running servers.</summary>
internal static class SettingsCommand
{
    private const int History = 50;

    private static readonly Argument<string> Key = new("KEY") { Description = "The setting, such as Tokens:Lifetime." };

    public static Command Create() =>
        new("settings", "See settings and where they come from; change them in the running servers.") { List(), Get(), Set(), Reset(), Changes(), Undo() };

    private static Command List()
    {
        var command = new Command("list", "List every setting, its value and where that comes from.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, (services, _) =>
        {
            var table = new Table("Setting", "Value", "From", "Runtime");
            foreach (var setting in KnownSettings.Settings)
            {
                var key = new SettingKey(setting);
                table.Add(setting.Key, ValueOf(services, key), OriginOf(services, key), setting.IsRuntime ? "yes" : "no");
            }

            table.Print(parsed);
            foreach (var ignored in services.GetRequiredService<StoredSettings>().Ignored)
            {
                Console.Error.WriteLine($"Stored, but without effect: {ignored.Key} {ignored.Reason}");
            }

            return Task.FromResult(CommandRunner.Done);
        }, cancellationToken));
        return command;
    }

    private static Command Get()
    {
        var command = new Command("get", "Print a setting's value.") { Key };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, (services, _) =>
        {
            var name = parsed.GetRequiredValue(Key);
            if (SettingKey.Find(name) is not { } key)
            {
                return Task.FromResult(CommandRunner.Refuse($"{name} is not a setting. See: headlesskey settings list"));
            }

            Console.WriteLine(ValueOf(services, key));
            return Task.FromResult(CommandRunner.Done);
        }, cancellationToken));
        return command;
    }

    private static Command Set()
    {
        var words = new Argument<string[]>("VALUE") { Description = "The value; several for a list.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("set", "Change a setting; every running server follows within a second.") { Key, words };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var name = parsed.GetRequiredValue(Key);
            if (SettingKey.Find(name) is not { } key)
            {
                return CommandRunner.Refuse($"{name} is not a setting. See: headlesskey settings list");
            }

            var isWholeMap = key is { Setting.IsMap: true, Entry: null };
            return (isWholeMap ? string.Empty : SettingText.FromWords(key.Type, parsed.GetRequiredValue(words))) is { } text
                ? Say(await ChangeAsync(services, key.Name, text))
                : CommandRunner.Refuse($"{key.Name} takes {Form(key.Type)}.");
        }, cancellationToken));
        return command;
    }

    private static Command Reset()
    {
        var command = new Command("reset", "Take a stored value away: the default counts again.") { Key };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var name = parsed.GetRequiredValue(Key);
            return Say(await ChangeAsync(services, SettingKey.Find(name)?.Name ?? name, text: null));
        }, cancellationToken));
        return command;
    }

    private static Command Changes()
    {
        var command = new Command("history", "List the last changes, newest first.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var table = new Table("Id", "At", "By", "Setting", "Old", "New", "Undoes");
            foreach (var change in await services.GetRequiredService<SettingStore>().ListChangesAsync(before: null, History, token))
            {
                foreach (var value in change.Values)
                {
                    table.Add(
                        change.Id.ToString(CultureInfo.InvariantCulture), ApiTime.Format(change.At),
                        change.ActorLogin ?? (change.ActorId is { } id ? $"user {id}" : "command line"), value.Key, value.Old ?? "-", value.New ?? "-",
                        change.Undoes?.ToString(CultureInfo.InvariantCulture) ?? "-");
                }
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Undo()
    {
        var id = new Argument<long?>("ID") { Description = "The change; without it, the last one.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("undo", "Put back what was stored before a change.") { id };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var last = await services.GetRequiredService<SettingStore>().ListChangesAsync(before: null, 1, token);
            return (parsed.GetValue(id) ?? last.FirstOrDefault()?.Id) is { } change
                ? Say(await services.GetRequiredService<SettingChanger>().UndoAsync(change, by: null))
                : CommandRunner.Refuse("There is nothing to undo.");
        }, cancellationToken));
        return command;
    }

    private static Task<SettingChangeResult> ChangeAsync(IServiceProvider services, string key, string? text) =>
        services.GetRequiredService<SettingChanger>().ChangeAsync(
            new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { [key] = text }, by: null);

    private static int Say(SettingChangeResult result)
    {
        switch (result)
        {
            case SettingChangeResult.Changed { Change: { } change }:
                Console.WriteLine($"Changed {string.Join(", ", change.Values.Select(value => value.Key))}. To take it back: headlesskey settings undo {change.Id}");
                return CommandRunner.Done;
            case SettingChangeResult.Changed:
                Console.WriteLine("It is so already.");
                return CommandRunner.Done;
            case SettingChangeResult.Refused refused:
                return CommandRunner.Refuse(string.Join(Environment.NewLine, refused.Faults.Select(fault => $"{fault.Key} {fault.Value}")));
            case SettingChangeResult.NoSuchChange:
                return CommandRunner.Refuse("There is no such change. See: headlesskey settings history");
            case SettingChangeResult.ChangedSince since:
                return CommandRunner.Refuse($"{since.Key} has been changed again since. See: headlesskey settings history");
            default:
                throw new InvalidOperationException($"Unexpected {result}.");
        }
    }

    private static string ValueOf(IServiceProvider services, SettingKey key) =>
        key.Read(services.GetRequiredService<HeadlessKeyOptions>().Latest) switch
        {
            null or "" => string.Empty,
            _ when key.Setting.IsSecret => "(set)",
            _ => SettingText.ToWords(ShownSetting.Of(key, services.GetRequiredService<HeadlessKeyOptions>().Latest)),
        };

    private static string OriginOf(IServiceProvider services, SettingKey key) =>
        services.GetRequiredService<SettingsReader>().FindGiven(key)?.Text
        ?? (services.GetRequiredService<StoredSettings>().Used.Keys.Any(name =>
                string.Equals(name, key.Name, StringComparison.OrdinalIgnoreCase) || (key.Setting.IsMap && name.StartsWith($"{key.Name}:", StringComparison.OrdinalIgnoreCase)))
            ? SettingOrigin.Stored
            : SettingOrigin.Default);

    private static string Form(SettingType type) => type switch
    {
        SettingType.Flag => "true or false",
        SettingType.Number => "a whole number",
        SettingType.Duration => "a time span, written 00:10:00 or 14.00:00:00",
        SettingType.List => "a list of texts, none of them empty",
        _ => "one text",
    };
}
