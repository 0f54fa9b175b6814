using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>
/// Somebody has typed the right password; whether the account is disabled or unverified has not been looked at yet. A hook may refuse the
/// sign-in. Nobody gets here who does not know the password, so that a refusal tells nobody who has an account.
/// </summary>
public sealed class Authenticating : RefusablePoint, IRemotePoint
{
    internal Authenticating(HookUser user, HookClient client)
    {
        User = user;
        Client = client;
    }

    /// <summary>Who signs in.</summary>
    public HookUser User { get; }

    /// <summary>From where.</summary>
    public HookClient Client { get; }

    static string IRemotePoint.Name => "authenticating";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.Authenticating;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteUser(User);
        json.WriteClient(Client);
    }

    void IRemotePoint.Apply(JsonElement changes) => HookChanges.RefuseUnknown(changes);
}
