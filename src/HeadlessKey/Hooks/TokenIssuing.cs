using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.Hooks;

/// <summary>
/// An access token is about to be given out, at a sign-in, a refresh or a registration. A hook may add claims, or refuse. It is asked before
/// the sign-in is recorded and before the old refresh token is used up. The same refresh token, used again within the grace window, gets the
/// same token id: answer the same question in the same way, or two tokens with that id say different things.
/// </summary>
public sealed class TokenIssuing : RefusablePoint, IRemotePoint
{
    /// <summary>
    /// The claims that are HeadlessKey's own. Among them are the roles and whose token it is: endpoints are opened by them.
    /// </summary>
    internal static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "iss", "aud", "iat", "nbf", "exp", "jti", "sub", "sid", "gen", "roles", "data", "alg", "kid", "typ", "cnf", "act", "scope",
    };

    private readonly AddedMembers claims = new(Reserved);

    internal TokenIssuing(HookUser user, HookClient client, string occasion)
    {
        User = user;
        Client = client;
        Occasion = occasion;
    }

    /// <summary>Whose token it will be.</summary>
    public HookUser User { get; }

    /// <summary>From where.</summary>
    public HookClient Client { get; }

    /// <summary>Why: <c>login</c>, <c>refresh</c>, <c>registration</c> or <c>sso</c>.</summary>
    public string Occasion { get; }

    /// <summary>The claims that hooks have added so far.</summary>
    public IReadOnlyDictionary<string, JsonElement> Claims => claims.All;

    /// <summary>Adds a claim, or replaces one that a hook has added. All of them together have at most 4,096 bytes.</summary>
    /// <param name="name">Its name: 1 to 64 visible ASCII characters, and none of those that every token has.</param>
    /// <param name="value">Its value: text, number, flag, object or list, such as <c>"blue"</c> or <c>new JsonArray(1, 2)</c>.</param>
    /// <exception cref="ArgumentException">The name is HeadlessKey's own, or the value is too large or nested too deeply.</exception>
    public void SetClaim(string name, JsonNode? value) => claims.Set(name, value);

    /// <summary>Removes a claim that another hook has added.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentException">The name is HeadlessKey's own.</exception>
    public void RemoveClaim(string name) => claims.Set([], [name]);

    static string IRemotePoint.Name => "token_issuing";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.TokenIssuing;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("occasion", Occasion);
        json.WriteUser(User);
        json.WriteClient(Client);
        json.WriteMembers("claims", Claims);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "claims", "remove_claims");
        claims.Set(HookChanges.FindMembers(changes, "claims"), HookChanges.FindTexts(changes, "remove_claims") ?? []);
    }
}
