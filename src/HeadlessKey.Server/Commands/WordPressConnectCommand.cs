using System.CommandLine;
using HeadlessKey.Secrets;
using HeadlessKey.SigningKeys;
using HeadlessKey.Users;
using HeadlessKey.WordPress;

namespace HeadlessKey.Server.Commands;

/// <summary>
/// <c>headlesskey wordpress connect</c>: writes our side of the connection and prints the site's. The constants go to standard output, so
/// that they can be put into a file; what to do with them goes to standard error.
/// </summary>
internal static class WordPressConnectCommand
{
    private static readonly Argument<string> Url = new("URL") { Description = "The site's address, such as https://www.example.com." };

    private static readonly Option<string> KeyId = new("--name")
    {
        Description = "What this server is called on the site.",
        DefaultValueFactory = static _ => "headlesskey",
        HelpName = "NAME",
    };

    private static readonly Option<bool> NewSecret = new("--new-secret") { Description = "Make another shared secret, also if there is one." };
    private static readonly Option<string?> Algorithm = new("--alg") { Description = "What signs the tokens; default: ES256 in the place of HS256.", HelpName = "ALG" };

    public static Command Create()
    {
        Algorithm.AcceptOnlyFromAmong([.. SigningAlgorithm.All]);
        var command = new Command("connect", "Write this server's side of the connection, and print the constants for wp-config.php.") { Url, KeyId, NewSecret, Algorithm };
        command.SetAction((parsed, cancellationToken) =>
        {
            // As long as there is no connection, the settings must not insist on one.
            var arguments = ServerArguments.From(parsed).With("HeadlessKey:Directory", HeadlessKeyOptions.LocalDirectory);
            return CommandRunner.WithServicesAsync(arguments, (services, token) => ConnectAsync(parsed, services, token), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ConnectAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<HeadlessKeyOptions>();
        var url = parsed.GetRequiredValue(Url).TrimEnd('/');
        if (!SettingChecks.IsWebAddress(url) || new Uri(url) is not { Query: "", Fragment: "", UserInfo: "" })
        {
            return CommandRunner.Refuse($"{url} is not the address of a site. It is written like https://www.example.com");
        }

        if (await services.GetRequiredService<UserCopyStore>().AnyAsync(own: true, cancellationToken))
        {
            return CommandRunner.Refuse("This database has accounts of its own, which would be taken for those of WordPress with the same ids. Use a new data folder: --data DIR");
        }

        var path = Path.GetFullPath(Path.Combine(options.Storage.DataFolder, ConnectionFile.Name));
        var keyId = parsed.GetRequiredValue(KeyId);
        var known = parsed.GetValue(NewSecret) ? null : ConnectionFile.FindSecret(path, url, keyId);
        var site = new WordPressOptions { Url = url, KeyId = keyId, Secret = known ?? RandomId.Secret() };
        var algorithm = await ChooseAlgorithmAsync(parsed, services, options, cancellationToken);

        await using (var file = OwnersFile.Create(path))
        {
            ConnectionFile.Write(file, site, algorithm);
        }

        Explain(options, services.GetRequiredService<IConfiguration>(), url, path);
        var keys = services.GetRequiredService<KeyRing>();
        await keys.CatchUpAsync(cancellationToken);
        Console.Write(PhpConstants.Write(
            options.Tokens.Issuer ?? options.PublicUrl!.TrimEnd('/'), options.Tokens.Audience, FindPrinted(keys), site, options.Registration.DefaultRole));
        return CommandRunner.Done;
    }

    /// <summary>
    /// Whoever can check an HS256 token can make one: its secret in the site's wp-config.php would let whoever reads that file be anybody here. So
    /// unless it is asked for, tokens are signed with ES256 from now on.
    /// </summary>
    private static async Task<string?> ChooseAlgorithmAsync(
        ParseResult parsed, IServiceProvider services, HeadlessKeyOptions options, CancellationToken cancellationToken)
    {
        var keys = services.GetRequiredService<KeyRing>();
        var newest = keys.Live[^1].Algorithm;
        var wanted = parsed.GetValue(Algorithm) ?? (newest == SigningAlgorithm.HS256 ? SigningAlgorithm.ES256 : newest);
        if (options.SecretKey is not null || (options.Keys.Algorithm is { } fixedOne && fixedOne != wanted))
        {
            var setting = options.SecretKey is not null ? "HeadlessKey:SecretKey is set" : $"HeadlessKey:Keys:Algorithm is {options.Keys.Algorithm}";
            Console.Error.WriteLine($"{setting}, so that stays as it is. ES256 would be better: with it the site can check tokens, but not make them.");
            return options.SecretKey is not null ? null : options.Keys.Algorithm;
        }

        if (newest != wanted)
        {
            await services.GetRequiredService<KeyRotation>().RotateAsync(wanted, soon: true, cancellationToken);
        }

        return wanted;
    }

    // Of several algorithms only the newest key's: an HS256 secret has no business there once ES256 signs.
    private static IEnumerable<SigningKey> FindPrinted(KeyRing keys)
    {
        var live = keys.Live;
        return keys.GetSigning() is { Origin: "configured" } configured
            ? [configured]
            : live.Where(key => key.Algorithm == live[^1].Algorithm);
    }

    private static void Explain(HeadlessKeyOptions options, IConfiguration configuration, string url, string path)
    {
        var to = Console.Error;
        if (configuration["HeadlessKey:PublicUrl"] is null && options.Tokens.Issuer is null)
        {
            to.WriteLine($"HeadlessKey:PublicUrl is not set, so tokens are issued by {options.PublicUrl}. Set it first if that is to change.");
        }

        to.WriteLine($"Wrote {path}: from its next start this server asks {url} about its people.");
        to.WriteLine("1. Copy wordpress/headlesskey-connector.php into wp-content/mu-plugins of the site.");
        to.WriteLine("2. Paste the lines below into its wp-config.php, above \"That's all, stop editing!\". They hold a secret.");
        to.WriteLine("3. Start this server again, and run: headlesskey wordpress check");
    }
}
