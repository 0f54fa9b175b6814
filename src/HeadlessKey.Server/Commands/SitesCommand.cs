using System.CommandLine;
using HeadlessKey.Http;
using HeadlessKey.Sites;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey sites …</c>: the other sites that people may come over from.</summary>
internal static class SitesCommand
{
    private static readonly Argument<string> Key = new("KEY") { Description = "What the site is called in requests." };

    public static Command Create() => new("sites", "Other sites whose people may come over (single sign-on).")
    {
        List(),
        SiteAddCommand.Create(),
        Show(),
        Verb("disable", "Stop believing a site. Sessions that came from there end; links stay.", (sites, key) => sites.DisableAsync(key), "Off: nobody comes from {0} any more, and who came is signed out."),
        Verb("enable", "Believe a site again.", (sites, key) => sites.EnableAsync(key), "On: people may come from {0} again."),
        Verb("remove", "Remove a site with all its links. Sessions that came from there end.", (sites, key) => sites.RemoveAsync(key), "Removed {0}, its links, and the sessions that came from there."),
        SiteLinksCommand.CreateList(),
        SiteLinksCommand.CreateUnlink(),
    };

    private static Command List()
    {
        var command = new Command("list", "List the sites.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var table = new Table("Key", "Name", "Issuer", "Algorithm", "People", "State");
            foreach (var (key, site) in await services.GetRequiredService<SiteRegistry>().ListAsync(token))
            {
                table.Add(key, site?.Name ?? "-", site?.Issuer ?? "-", site?.Algorithm ?? "-", site?.People ?? "-", State(site));
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show a site's entry, without its secrets.") { Key, Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var key = parsed.GetRequiredValue(Key);
            var found = (await services.GetRequiredService<SiteRegistry>().ListAsync(token)).Find(entry => entry.Key == key);
            if (found.Site is not { } site)
            {
                return CommandRunner.Refuse(found.Key is null ? $"There is no site {key}." : $"The site {key} cannot be opened with this master key. Remove it and add it again.");
            }

            var table = new Table("Field", "Value");
            foreach (var (field, value) in Fields(site))
            {
                table.Add(field, value);
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Verb(string name, string description, Func<SiteRegistry, string, Task<bool>> change, string done)
    {
        var command = new Command(name, description) { Key };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var key = parsed.GetRequiredValue(Key);
            if (!await change(services.GetRequiredService<SiteRegistry>(), key))
            {
                return CommandRunner.Refuse($"There is no site {key}, or it is so already. See: headlesskey sites list");
            }

            Console.WriteLine(string.Format(System.Globalization.CultureInfo.InvariantCulture, done, key));
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static IEnumerable<(string Field, string Value)> Fields(SsoSite site) =>
    [
        ("Key", site.Key),
        ("Name", site.Name),
        ("Issuer", site.Issuer),
        ("Audience", site.Audience ?? "none"),
        ("Algorithm", site.Algorithm),
        ("Verifies by", site.JwksUrl ?? (site.PublicKey is null ? "a shared secret" : "a public key")),
        ("Profiles from", site.UserinfoUrl ?? "nowhere"),
        ("Time and nonce", site.RequiresNonce ? "required" : "not required"),
        ("People", site.People),
        ("Addresses", site.TrustsEmail ? "count as proven" : "proven if the site says so"),
        ("Roles", site.RoleMap.Count == 0 ? "none" : string.Join(", ", site.RoleMap.Select(pair => $"{pair.Key}={pair.Value}"))),
        ("Is told of log-outs at", site.LogoutUrl ?? "nowhere"),
        ("Knows us as", site.KnownAs ?? "nobody"),
        ("State", State(site)),
    ];

    private static string State(SsoSite? site) =>
        site is null ? "unreadable" : site.DisabledAt is { } since ? $"off since {ApiTime.Format(since)}" : "on";
}
