using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.Hooks;

/// <summary>
/// The answer of <c>/token</c>, <c>/login</c>, <c>/token/refresh</c> or <c>/register</c> (there: its <c>token_response</c>) is about to be
/// made. A hook may add members; the documented ones stay as they are. The tokens themselves are not shown.
/// </summary>
public sealed class TokenResponding : HookPoint, IRemotePoint
{
    /// <summary>The documented members of these answers, and those that make an error an error.</summary>
    internal static readonly IReadOnlySet<string> Reserved = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "token", "expiration", "expires_in", "user", "refreshable", "jti", "token_type", "refresh_token", "refresh_expires_in", "session_id",
        "user_id", "token_response", "verification_required", "code", "message", "data", "valid", "access_token", "id_token",
    };

    private readonly AddedMembers members = new(Reserved);

    internal TokenResponding(HookUser user, HookClient client, string occasion)
    {
        User = user;
        Client = client;
        Occasion = occasion;
    }

    /// <summary>Who gets the answer.</summary>
    public HookUser User { get; }

    /// <summary>From where they ask.</summary>
    public HookClient Client { get; }

    /// <summary>Why: <c>login</c>, <c>refresh</c>, <c>registration</c> or <c>sso</c>.</summary>
    public string Occasion { get; }

    /// <summary>The members that hooks have added so far.</summary>
    public IReadOnlyDictionary<string, JsonElement> Members => members.All;

    /// <summary>Adds a member, or replaces one that a hook has added. All of them together have at most 4,096 bytes.</summary>
    /// <param name="name">Its name: 1 to 64 visible ASCII characters, and none of the documented ones.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ArgumentException">The name is a documented one, or the value is too large or nested too deeply.</exception>
    public void SetMember(string name, JsonNode? value) => members.Set(name, value);

    static string IRemotePoint.Name => "token_responding";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.TokenResponding;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("occasion", Occasion);
        json.WriteUser(User);
        json.WriteClient(Client);
        json.WriteMembers("members", Members);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "members");
        members.Set(HookChanges.FindMembers(changes, "members"), []);
    }
}
