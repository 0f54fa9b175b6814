using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>An access token as the server writes it, for tests to change before it is signed.</summary>
public sealed class SiteToken
{
    private SiteToken(SiteUser user, string stamp)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        Claims = new JsonObject
        {
            ["iss"] = ConnectorConstants.Issuer,
            ["aud"] = ConnectorConstants.Audience,
            ["iat"] = now,
            ["nbf"] = now,
            ["exp"] = now + 3600,
            ["jti"] = Guid.NewGuid().ToString(),
            ["sub"] = user.Id.ToString(CultureInfo.InvariantCulture),
            ["sid"] = Guid.NewGuid().ToString("N"),
            ["gen"] = 3,
            ["roles"] = new JsonArray("subscriber"),
            ["data"] = new JsonObject
            {
                ["ID"] = user.Id,
                ["user_login"] = user.Login,
                ["stamp"] = stamp,
                ["user"] = new JsonObject { ["id"] = user.Id },
            },
        };
        Key = TestKeys.Es256;
        Header = new JsonObject { ["typ"] = "JWT" };
    }

    public JsonObject Header { get; }

    public JsonObject Claims { get; }

    /// <summary>What it is signed with; its name and algorithm go into the header unless that has others.</summary>
    public TestKey Key { get; set; }

    public string Jti => Claims["jti"]!.GetValue<string>();

    public string Sid => Claims["sid"]!.GetValue<string>();

    public long ExpiresAt => Claims["exp"]!.GetValue<long>();

    /// <summary>A good token for this user of the site, with the stamp that the user has now.</summary>
    public static async Task<SiteToken> OfAsync(WordPressSite site, SiteUser user) => new(user, await site.GetStampAsync(user));

    public SiteToken With(Action<SiteToken> change)
    {
        change(this);
        return this;
    }

    /// <summary>The compact form.</summary>
    public string Sign() => Sign(Claims.ToJsonString());

    /// <summary>The compact form with other text in the place of the claims.</summary>
    public string Sign(string claims, string? header = null)
    {
        if (header is null)
        {
            Header.TryAdd("alg", Key.Algorithm);
            Header.TryAdd("kid", Key.Kid);
            header = Header.ToJsonString();
        }

        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(Key.Sign(Encoding.UTF8.GetBytes(signed)))}";
    }

    public static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
