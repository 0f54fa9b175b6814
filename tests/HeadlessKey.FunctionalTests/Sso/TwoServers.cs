using HeadlessKey.Sites;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>Two real servers, each over a database of its own, that know each other: <c>east</c> and <c>west</c>.</summary>
internal sealed class TwoServers : IAsyncDisposable
{
    public const string Secret = "east and west share these words: 8c1f7e02";
    private const string EastSecret = "east signs its HS256 tokens with this: 51b0";
    private const string WestSecret = "west signs its HS256 tokens with this: 9d3a";

    private TwoServers(TestServer east, TestServer west)
    {
        East = east;
        West = west;
    }

    public TestServer East { get; }

    public TestServer West { get; }

    public static async Task<TwoServers> StartAsync(string engine, string algorithm)
    {
        var both = new TwoServers(await StartAsync(engine, algorithm, "east", EastSecret), await StartAsync(engine, algorithm, "west", WestSecret));
        await both.East.AddSiteAsync(Entry(both.West, "west", "east", algorithm, WestSecret));
        await both.West.AddSiteAsync(Entry(both.East, "east", "west", algorithm, EastSecret));
        return both;
    }

    public async ValueTask DisposeAsync()
    {
        await West.DisposeAsync();
        await East.DisposeAsync();
    }

    private static Task<TestServer> StartAsync(string engine, string algorithm, string name, string secret) => TestServer.StartAsync(
        engine,
        SsoRequests.ReachesLoopback,
        ("HeadlessKey:PublicUrl", $"https://{name}.example.test"),
        ("HeadlessKey:Keys:Algorithm", algorithm == "HS256" ? null : algorithm),
        ("HeadlessKey:SecretKey", algorithm == "HS256" ? secret : null));

    /// <summary>One server's entry for the other: by its key set, or by the secret of its HS256 tokens.</summary>
    private static SsoSite Entry(TestServer other, string key, string ourKey, string algorithm, string tokenSecret) => new()
    {
        Key = key,
        Name = key,
        Issuer = $"https://{key}.example.test",
        Algorithm = algorithm,
        JwksUrl = algorithm == "HS256" ? null : new Uri(other.Address, $"{SsoRequests.Root}/jwks").ToString(),
        TokenSecret = algorithm == "HS256" ? tokenSecret : null,
        Secret = Secret,
        UserinfoUrl = new Uri(other.Address, $"{SsoRequests.Root}/me").ToString(),
        LogoutUrl = new Uri(other.Address, $"{SsoRequests.Root}/sso/logout").ToString(),
        KnownAs = ourKey,
    };
}
