using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Roles;

namespace HeadlessKey.Hooks;

/// <summary>
/// Somebody comes from another site whose word was proven; who they are here is being decided. A hook may choose the login, the address, the
/// name and the roles of the account, or refuse. Over HTTP it can only take roles away from those that the site's map gives, and cannot
/// change the address.
/// </summary>
public sealed class SsoMapping : RefusablePoint, IRemotePoint
{
    private string? email;
    private string displayName = string.Empty;
    private IReadOnlyList<string> roles = [];

    internal SsoMapping(string site, string subject, IReadOnlyList<string> remoteRoles, HookClient client)
    {
        Site = site;
        Subject = subject;
        RemoteRoles = remoteRoles;
        Client = client;
    }

    /// <summary>The key of the other site's entry.</summary>
    public string Site { get; }

    /// <summary>Who they are there: the only thing about them that never changes.</summary>
    public string Subject { get; }

    /// <summary>The roles that the other site says they have. They count for nothing by themselves.</summary>
    public IReadOnlyList<string> RemoteRoles { get; }

    /// <summary>From where they come.</summary>
    public HookClient Client { get; }

    /// <summary>The login that an account made now would get; another one if it is taken.</summary>
    public required string Login { get; set; }

    /// <summary>The address; null: none is known. One that a hook sets counts as unproven, see <see cref="EmailVerified"/>.</summary>
    public required string? Email
    {
        get => email;
        set
        {
            email = value;
            EmailVerified = false;
        }
    }

    /// <summary>Whether the address is proven. Only a proven one can lead to an account that is there already.</summary>
    public bool EmailVerified { get; set; }

    /// <summary>The name that others see, 1 to 250 characters.</summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public required string DisplayName
    {
        get => displayName;
        set => displayName = CleanText.Cut(value, int.MaxValue) is { Length: <= Registering.LongestName } name
            ? name
            : throw new ArgumentException($"A display name has 1 to {Registering.LongestName} characters.", nameof(value));
    }

    /// <summary>The roles that an account made now would get: what the site's map gives, until a hook says otherwise.</summary>
    /// <exception cref="ArgumentException">One of them is not a role's name.</exception>
    public required IReadOnlyList<string> Roles
    {
        get => roles;
        set => roles = value.All(Role.IsValid) ? value : throw new ArgumentException("A role has 1 to 60 lower-case letters, digits, - and _.", nameof(value));
    }

    static string IRemotePoint.Name => "sso_mapping";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.SsoMapping;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("site", Site);
        json.WriteString("subject", Subject);
        json.WriteTexts("remote_roles", RemoteRoles);
        json.WriteString("user_login", Login);
        json.WriteString("user_email", Email);
        json.WriteBoolean("email_verified", EmailVerified);
        json.WriteString("display_name", DisplayName);
        json.WriteTexts("roles", Roles);
        json.WriteClient(Client);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "user_login", "display_name", "roles");
        var (login, name, fewer) =
            (HookChanges.FindText(changes, "user_login"), HookChanges.FindText(changes, "display_name"), HookChanges.FindTexts(changes, "roles"));
        if (fewer?.Except(Roles, StringComparer.Ordinal).Any() == true)
        {
            throw new HookAnswerException("the answer gives a role that the site's map does not give");
        }

        DisplayName = name ?? DisplayName; // the one that can still be refused goes first
        Login = login ?? Login;
        Roles = fewer ?? Roles;
    }
}
