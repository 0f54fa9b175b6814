using System.CommandLine;
using HeadlessKey.Secrets;
using HeadlessKey.SigningKeys;
using HeadlessKey.Sites;

namespace HeadlessKey.Server.Commands;

/// <summary>
/// <c>headlesskey sites add</c>: an entry for another site. Its secrets are made here and shown once, or come from a prompt or standard input;
/// never from an argument.
/// </summary>
internal static class SiteAddCommand
{
    private static readonly Argument<string> Key = new("KEY") { Description = "What the site is called in requests: letters, digits, dots and -." };
    private static readonly Option<string?> Url = new("--url") { Description = "Another HeadlessKey's public URL: gives issuer, keys, profile and log-out addresses at once.", HelpName = "URL" };
    private static readonly Option<string?> Title = new("--name") { Description = "What people read; default: the key.", HelpName = "NAME" };
    private static readonly Option<string?> Issuer = new("--issuer") { Description = "The iss of its tokens.", HelpName = "ISS" };
    private static readonly Option<string?> Audience = new("--audience") { Description = "The aud that its tokens must have; default: they must have none.", HelpName = "AUD" };
    private static readonly Option<string> Algorithm = new("--alg") { Description = "The algorithm of its tokens, and no other.", HelpName = "ALG", Required = true };
    private static readonly Option<string?> Jwks = new("--jwks") { Description = "Where its public keys are.", HelpName = "URL" };
    private static readonly Option<string?> KeyFile = new("--key-file") { Description = "Its public key instead, as a PEM file.", HelpName = "FILE" };
    private static readonly Option<string?> Userinfo = new("--userinfo") { Description = "Its GET /me.", HelpName = "URL" };
    private static readonly Option<string> People = new("--people") { Description = "What becomes of people who come for the first time.", DefaultValueFactory = _ => SitePeople.Provision };
    private static readonly Option<string[]> Map = new("--map") { Description = "A role that comes across; may be given several times.", HelpName = "REMOTE=LOCAL" };
    private static readonly Option<bool> TrustEmail = new("--trust-email") { Description = "Its people's addresses count as proven, though it does not say so." };
    private static readonly Option<bool> NoNonce = new("--no-nonce") { Description = "Also take calls without time and nonce, as the WordPress plugin sends them." };
    private static readonly Option<string?> Logout = new("--logout-url") { Description = "Where it wants to hear that a session has ended.", HelpName = "URL" };
    private static readonly Option<string?> KnownAs = new("--known-as") { Description = "The key of this server's entry over there.", HelpName = "KEY" };
    private static readonly Option<bool> ReadSecret = new("--read-secret") { Description = "Ask for the secret that the two share, or take a line of standard input; default: make one." };

    public static Command Create()
    {
        Algorithm.AcceptOnlyFromAmong([.. SigningAlgorithm.All]);
        People.AcceptOnlyFromAmong([.. SitePeople.All]);
        var command = new Command("add", "Add a site. For HS256 the secret of its tokens comes from a prompt or standard input.")
        {
            Key, Url, Title, Issuer, Audience, Algorithm, Jwks, KeyFile, Userinfo, People, Map, TrustEmail, NoNonce, Logout, KnownAs, ReadSecret,
        };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var isMade = !parsed.GetValue(ReadSecret);
            var site = Read(parsed, isMade ? RandomId.Secret() : PasswordPrompt.ReadSecret("The secret that the two sites share: "));
            if (site is null)
            {
                return CommandRunner.Refuse("A role that comes across is written once, as remote=local.");
            }

            if (await services.GetRequiredService<SiteRegistry>().AddAsync(site) is { } fault)
            {
                return CommandRunner.Refuse($"{fault.Field}: {fault.Why}");
            }

            if (site is { TrustsEmail: true, People: SitePeople.LinkByVerifiedEmail })
            {
                Console.Error.WriteLine($"Warning: whoever can enter an address at {site.Key} without proving it gets the account here that has it.");
            }

            Console.WriteLine(isMade ? $"Added {site.Key}. The secret that the two sites share, shown only now:" : $"Added {site.Key}.");
            if (isMade)
            {
                Console.WriteLine(site.Secret);
            }

            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static SsoSite? Read(ParseResult parsed, string secret)
    {
        var url = parsed.GetValue(Url)?.TrimEnd('/');
        var algorithm = parsed.GetRequiredValue(Algorithm);
        var isShared = algorithm == SigningAlgorithm.HS256;
        var keyFile = parsed.GetValue(KeyFile);
        var knownAs = parsed.GetValue(KnownAs);
        return TryReadMap(parsed.GetValue(Map) ?? [], out var map)
            ? new SsoSite
            {
                Key = parsed.GetRequiredValue(Key),
                Name = parsed.GetValue(Title) ?? parsed.GetRequiredValue(Key),
                Issuer = parsed.GetValue(Issuer) ?? url ?? string.Empty,
                Audience = parsed.GetValue(Audience),
                Algorithm = algorithm,
                JwksUrl = parsed.GetValue(Jwks) ?? (isShared || keyFile is not null || url is null ? null : SiteAddresses.Keys(url)),
                PublicKey = keyFile is null ? null : File.ReadAllText(keyFile),
                TokenSecret = isShared ? PasswordPrompt.ReadSecret("The secret of the site's HS256 tokens: ") : null,
                Secret = secret,
                UserinfoUrl = parsed.GetValue(Userinfo) ?? (url is null ? null : SiteAddresses.Profile(url)),
                RequiresNonce = !parsed.GetValue(NoNonce),
                TrustsEmail = parsed.GetValue(TrustEmail),
                People = parsed.GetRequiredValue(People),
                RoleMap = map,
                LogoutUrl = parsed.GetValue(Logout) ?? (url is null || knownAs is null ? null : SiteAddresses.Logout(url)),
                KnownAs = knownAs,
            }
            : null;
    }

    private static bool TryReadMap(string[] pairs, out Dictionary<string, string> map)
    {
        map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parts in pairs.Select(pair => pair.Split('=')))
        {
            if (parts.Length != 2 || !map.TryAdd(parts[0].Trim(), parts[1].Trim()))
            {
                return false;
            }
        }

        return true;
    }
}
