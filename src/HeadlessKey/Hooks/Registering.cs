using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>
/// Somebody wants an account, in a form that could be one; whether the names are free has not been looked at yet. A hook may refuse, or
/// choose another display name. In private mode a refusal is not told: the answer is the same as always, and no mail follows.
/// </summary>
public sealed class Registering : RefusablePoint, IRemotePoint
{
    internal const int LongestName = 250;
    private string displayName;

    internal Registering(string login, string email, string displayName, bool isInvited, HookClient client)
    {
        Login = login;
        Email = email;
        this.displayName = displayName;
        IsInvited = isInvited;
        Client = client;
    }

    /// <summary>The login they want.</summary>
    public string Login { get; }

    /// <summary>The address they say is theirs.</summary>
    public string Email { get; }

    /// <summary>The display name, 1 to 250 characters.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public string DisplayName
    {
        get => displayName;
        set => displayName = CleanText.Cut(value, int.MaxValue) is { Length: <= LongestName } name
            ? name
            : throw new ArgumentException($"A display name has 1 to {LongestName} characters.", nameof(value));
    }

    /// <summary>Whether an operator has invited them.</summary>
    public bool IsInvited { get; }

    /// <summary>From where they ask.</summary>
    public HookClient Client { get; }

    static string IRemotePoint.Name => "registering";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.Registering;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("user_login", Login);
        json.WriteString("user_email", Email);
        json.WriteString("display_name", DisplayName);
        json.WriteBoolean("invited", IsInvited);
        json.WriteClient(Client);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "display_name");
        DisplayName = HookChanges.FindText(changes, "display_name") ?? DisplayName;
    }
}
