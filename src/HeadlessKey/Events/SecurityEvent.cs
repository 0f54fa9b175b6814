using System.Globalization;
using HeadlessKey.Http;

namespace HeadlessKey.Events;

/// <summary>
/// One thing that happened, for auditors. The constructors below are the closed set of kinds; none of them takes a password,
/// a token or what somebody typed as a login, which may be a password in the wrong field.
/// </summary>
internal sealed record SecurityEvent
{
    private SecurityEvent(SecurityEventId id, string type, string outcome = "success")
    {
        Id = id;
        Type = type;
        Outcome = outcome;
    }

    public SecurityEventId Id { get; }

    /// <summary>The name that log, webhooks and documents use.</summary>
    public string Type { get; }

    public string Outcome { get; }

    /// <summary>Who did it; null for those who are not signed in, the operator's command line and the server itself (<see cref="ActorKind"/>).</summary>
    public long? ActorId { get; private init; }

    /// <summary>Whom it is about.</summary>
    public long? SubjectId { get; private init; }

    public string? SessionId { get; private init; }

    public string? Detail { get; private init; }

    /// <summary>What the user calls the device; without it, what the device says it is.</summary>
    public string? Device { get; private init; }

    public ClientInfo? Client { get; private init; }

    /// <summary>The same, done by somebody else than the command line or the server: an administrator over HTTP.</summary>
    public SecurityEvent By(long actorId, ClientInfo client) => this with { ActorId = actorId, Client = client };

    /// <summary>The same by an administrator, or by nobody who has a name.</summary>
    public SecurityEvent By(IAuthor? author) => author is null ? this : By(author.UserId, author.Client);

    public static SecurityEvent LoginSucceeded(long userId, string sessionId, ClientInfo client, string? device = null) =>
        new(SecurityEventId.LoginSucceeded, "login.succeeded") { ActorId = userId, SubjectId = userId, SessionId = sessionId, Client = client, Device = device };

    public static SecurityEvent LoginFailed(long? userId, string reason, ClientInfo client) =>
        new(SecurityEventId.LoginFailed, "login.failed", "failure") { SubjectId = userId, Detail = reason, Client = client };

    public static SecurityEvent TokenRefreshed(long userId, string sessionId, ClientInfo client) =>
        new(SecurityEventId.TokenRefreshed, "token.refreshed") { ActorId = userId, SubjectId = userId, SessionId = sessionId, Client = client };

    /// <summary>A genuine token that is good for nothing any more. What is not genuine writes nothing: anybody could fill the table with it.</summary>
    public static SecurityEvent TokenRefreshFailed(long userId, string sessionId, string reason, ClientInfo client) =>
        new(SecurityEventId.TokenRefreshFailed, "token.refresh_failed", "failure") { SubjectId = userId, SessionId = sessionId, Detail = reason, Client = client };

    public static SecurityEvent TokenReuseDetected(long userId, string sessionId, ClientInfo client) =>
        new(SecurityEventId.TokenReuseDetected, "token.reuse_detected", "failure") { SubjectId = userId, SessionId = sessionId, Client = client };

    public static SecurityEvent TokenRevoked(long userId, string sessionId, string scope, ClientInfo client) =>
        new(SecurityEventId.TokenRevoked, "token.revoked") { ActorId = userId, SubjectId = userId, SessionId = sessionId, Detail = scope, Client = client };

    public static SecurityEvent SessionsEnded(long? userId, string? sessionId, string reason, ClientInfo? client = null) =>
        new(SecurityEventId.SessionsEnded, "sessions.ended") { SubjectId = userId, SessionId = sessionId, Detail = reason, Client = client };

    public static SecurityEvent UserCreated(long userId, string origin, ClientInfo? client = null) =>
        new(SecurityEventId.UserCreated, "user.created") { SubjectId = userId, Detail = origin, Client = client };

    /// <summary>Where people live, which is not here, somebody has changed this one.</summary>
    public static SecurityEvent UserChangedElsewhere(long userId, string what) =>
        new(SecurityEventId.UserChangedElsewhere, "user.changed_elsewhere") { SubjectId = userId, Detail = what };

    public static SecurityEvent UserDisabled(long userId) => new(SecurityEventId.UserDisabled, "user.disabled") { SubjectId = userId };

    public static SecurityEvent UserEnabled(long userId) => new(SecurityEventId.UserEnabled, "user.enabled") { SubjectId = userId };

    public static SecurityEvent UserUnlocked(long userId) => new(SecurityEventId.UserUnlocked, "user.unlocked") { SubjectId = userId };

    public static SecurityEvent UserDeleted(long userId) => new(SecurityEventId.UserDeleted, "user.deleted") { SubjectId = userId };

    public static SecurityEvent UserPasswordSet(long userId) => new(SecurityEventId.UserPasswordSet, "user.password_set") { SubjectId = userId };

    public static SecurityEvent UserRolesSet(long userId, IEnumerable<string> roles) =>
        new(SecurityEventId.UserRolesSet, "user.roles_set") { SubjectId = userId, Detail = string.Join(',', roles) };

    public static SecurityEvent UserEmailVerified(long userId, ClientInfo? client) =>
        new(SecurityEventId.UserEmailVerified, "user.email_verified") { ActorId = client is null ? null : userId, SubjectId = userId, Client = client };

    public static SecurityEvent UserEmailChanged(long userId, ClientInfo? client) =>
        new(SecurityEventId.UserEmailChanged, "user.email_changed") { ActorId = client is null ? null : userId, SubjectId = userId, Client = client };

    public static SecurityEvent UserEmailChangeRequested(long userId, ClientInfo client, string? refusedFor = null) =>
        new(SecurityEventId.UserEmailChangeRequested, "user.email_change_requested", refusedFor is null ? "success" : "failure")
        {
            ActorId = userId, SubjectId = userId, Detail = refusedFor, Client = client,
        };

    public static SecurityEvent UserProfileChanged(long userId, IEnumerable<string> fields, ClientInfo client) =>
        new(SecurityEventId.UserProfileChanged, "user.profile_changed")
        {
            ActorId = userId, SubjectId = userId, Detail = string.Join(',', fields), Client = client,
        };

    public static SecurityEvent UserPasswordChanged(long userId, ClientInfo client) =>
        new(SecurityEventId.UserPasswordChanged, "user.password_changed") { ActorId = userId, SubjectId = userId, Client = client };

    public static SecurityEvent UserPasswordChangeFailed(long userId, string reason, ClientInfo client) =>
        new(SecurityEventId.UserPasswordChangeFailed, "user.password_change_failed", "failure")
        {
            ActorId = userId, SubjectId = userId, Detail = reason, Client = client,
        };

    public static SecurityEvent UserPasswordReset(long userId, string method, ClientInfo client) =>
        new(SecurityEventId.UserPasswordReset, "user.password_reset") { SubjectId = userId, Detail = method, Client = client };

    /// <summary>Somebody asked for a way back in. Without a subject: nobody has that name, or the hour's mails have been sent.</summary>
    public static SecurityEvent RecoveryRequested(long? userId, string method, ClientInfo client) =>
        new(SecurityEventId.RecoveryRequested, "recovery.requested") { SubjectId = userId, Detail = method, Client = client };

    public static SecurityEvent RecoveryFailed(long? userId, string method, ClientInfo client) =>
        new(SecurityEventId.RecoveryFailed, "recovery.failed", "failure") { SubjectId = userId, Detail = method, Client = client };

    public static SecurityEvent RegistrationRequested(string outcome, ClientInfo client) =>
        new(SecurityEventId.RegistrationRequested, "registration.requested") { Detail = outcome, Client = client };

    public static SecurityEvent RegistrationRefused(string reason, ClientInfo client) =>
        new(SecurityEventId.RegistrationRefused, "registration.refused", "failure") { Detail = reason, Client = client };

    public static SecurityEvent InvitationCreated(string role) =>
        new(SecurityEventId.InvitationCreated, "invitation.created") { Detail = role };

    public static SecurityEvent UsersImported(string counts) => new(SecurityEventId.UsersImported, "users.imported") { Detail = counts };

    public static SecurityEvent UsersExported(string what) => new(SecurityEventId.UsersExported, "users.exported") { Detail = what };

    public static SecurityEvent EmailGivenUp(long? userId, string kind) =>
        new(SecurityEventId.EmailGivenUp, "email.given_up", "failure") { SubjectId = userId, Detail = kind };

    /// <summary>A hook let a mail not be sent.</summary>
    public static SecurityEvent EmailSuppressed(long? userId, string kind) =>
        new(SecurityEventId.EmailSuppressed, "email.suppressed") { SubjectId = userId, Detail = kind };

    /// <summary>An administrator had a mail sent at once; to a shortened address.</summary>
    public static SecurityEvent EmailTested(string to) => new(SecurityEventId.EmailTested, "email.tested") { Detail = to };

    public static SecurityEvent EmailRetried(int mails) =>
        new(SecurityEventId.EmailRetried, "email.retried") { Detail = mails.ToString(CultureInfo.InvariantCulture) };

    public static SecurityEvent KeyAnnounced(string kid) => new(SecurityEventId.KeyAnnounced, "key.announced") { Detail = kid };

    public static SecurityEvent KeyRetired(string kid) => new(SecurityEventId.KeyRetired, "key.retired") { Detail = kid };

    public static SecurityEvent NetworkBanned(string network, string reason) =>
        new(SecurityEventId.NetworkBanned, "network.banned") { Detail = $"{network} {reason}" };

    public static SecurityEvent NetworkLetIn(string network) => new(SecurityEventId.NetworkLetIn, "network.let_in") { Detail = network };

    /// <summary>Old events have been removed; how many.</summary>
    public static SecurityEvent ActivityPruned(long rows) =>
        new(SecurityEventId.ActivityPruned, "activity.pruned") { Detail = rows.ToString(CultureInfo.InvariantCulture) };

    public static SecurityEvent ActivityExported(string format) => new(SecurityEventId.ActivityExported, "activity.exported") { Detail = format };

    /// <summary>The newest seal, for whoever keeps it elsewhere.</summary>
    public static SecurityEvent ActivitySealed(string anchor) => new(SecurityEventId.ActivitySealed, "activity.sealed") { Detail = anchor };

    public static SecurityEvent WebhookCreated(string webhookId) => new(SecurityEventId.WebhookCreated, "webhook.created") { Detail = webhookId };

    public static SecurityEvent WebhookChanged(string webhookId) => new(SecurityEventId.WebhookChanged, "webhook.changed") { Detail = webhookId };

    public static SecurityEvent WebhookRemoved(string webhookId) => new(SecurityEventId.WebhookRemoved, "webhook.removed") { Detail = webhookId };

    public static SecurityEvent WebhookEnabled(string webhookId) => new(SecurityEventId.WebhookEnabled, "webhook.enabled") { Detail = webhookId };

    /// <summary>By whoever the event names, or by the server itself because the endpoint takes nothing.</summary>
    public static SecurityEvent WebhookDisabled(string webhookId, string reason) =>
        new(SecurityEventId.WebhookDisabled, "webhook.disabled") { Detail = $"{webhookId} {reason}" };

    public static SecurityEvent WebhookSecretRotated(string webhookId) =>
        new(SecurityEventId.WebhookSecretRotated, "webhook.secret_rotated") { Detail = webhookId };

    public static SecurityEvent WebhookTested(string webhookId) => new(SecurityEventId.WebhookTested, "webhook.tested") { Detail = webhookId };

    public static SecurityEvent WebhookReplayed(int deliveries) =>
        new(SecurityEventId.WebhookReplayed, "webhook.replayed") { Detail = deliveries.ToString(CultureInfo.InvariantCulture) };

    /// <summary>Somebody came over from another site.</summary>
    public static SecurityEvent SsoExchanged(long userId, string sessionId, string siteKey, ClientInfo client, string? device = null) =>
        new(SecurityEventId.SsoExchanged, "sso.exchanged")
        {
            ActorId = userId, SubjectId = userId, SessionId = sessionId, Device = device, Detail = siteKey, Client = client,
        };

    /// <summary>A site's call was refused; the site stands there only if there is one of that name.</summary>
    public static SecurityEvent SsoRefused(long? userId, string? siteKey, string reason, ClientInfo client) =>
        new(SecurityEventId.SsoRefused, "sso.refused", "failure") { SubjectId = userId, Detail = siteKey is null ? reason : $"{siteKey}: {reason}", Client = client };

    public static SecurityEvent SsoLinked(long userId, string siteKey, string how, ClientInfo client) =>
        new(SecurityEventId.SsoLinked, "sso.linked") { SubjectId = userId, Detail = $"{siteKey}: {how}", Client = client };

    /// <summary>A link was taken away; with a client by the user, otherwise as <paramref name="how"/> says.</summary>
    public static SecurityEvent SsoUnlinked(long userId, string siteKey, string how, ClientInfo? client = null) =>
        new(SecurityEventId.SsoUnlinked, "sso.unlinked")
        {
            ActorId = client is null ? null : userId, SubjectId = userId, Detail = $"{siteKey}: {how}", Client = client,
        };

    /// <summary>A site said that somebody's session there is over, and the ones that came from it are.</summary>
    public static SecurityEvent SsoLoggedOut(string sessionId, string siteKey, ClientInfo client) =>
        new(SecurityEventId.SsoLoggedOut, "sso.logged_out") { SessionId = sessionId, Detail = siteKey, Client = client };

    public static SecurityEvent SiteAdded(string key) => new(SecurityEventId.SiteAdded, "site.added") { Detail = key };

    public static SecurityEvent SiteRemoved(string key) => new(SecurityEventId.SiteRemoved, "site.removed") { Detail = key };

    public static SecurityEvent SiteDisabled(string key) => new(SecurityEventId.SiteDisabled, "site.disabled") { Detail = key };

    public static SecurityEvent SiteEnabled(string key) => new(SecurityEventId.SiteEnabled, "site.enabled") { Detail = key };

    public static SecurityEvent AdminSignedIn(long userId, ClientInfo client) =>
        new(SecurityEventId.AdminSignedIn, "admin.signed_in") { ActorId = userId, SubjectId = userId, Client = client };

    public static SecurityEvent AdminSignedOut(long userId, ClientInfo client) =>
        new(SecurityEventId.AdminSignedOut, "admin.signed_out") { ActorId = userId, SubjectId = userId, Client = client };

    public static SecurityEvent AdminConfirmFailed(long userId, string reason, ClientInfo client) =>
        new(SecurityEventId.AdminConfirmFailed, "admin.confirm_failed", "failure") { ActorId = userId, SubjectId = userId, Detail = reason, Client = client };

    /// <summary>Which settings; never what they say.</summary>
    public static SecurityEvent SettingsChanged(IEnumerable<string> keys) =>
        new(SecurityEventId.SettingsChanged, "settings.changed") { Detail = string.Join(',', keys) };

    public static SecurityEvent UserResetForced(long userId) => new(SecurityEventId.UserResetForced, "user.reset_forced") { SubjectId = userId };

    public static SecurityEvent BackupMade(string content) => new(SecurityEventId.BackupMade, "backup.made") { Detail = content };
}
