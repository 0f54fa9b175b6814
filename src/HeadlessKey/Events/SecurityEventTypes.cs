namespace HeadlessKey.Events;

/// <summary>What each kind of event means, for documents and for those who choose what they want to be told.</summary>
internal static class SecurityEventTypes
{
    private const string WebhookId = "The webhook's id.";

    public static IReadOnlyList<SecurityEventType> All { get; } =
    [
        new(SecurityEventId.LoginSucceeded, "login.succeeded", "Somebody signed in. Written with the session that it starts."),
        new(SecurityEventId.LoginFailed, "login.failed", "A sign-in was refused. The subject is the account that was named, if there is one.",
            "Why: `incorrect_password`, `too_many_attempts`, `account_disabled`, `email_not_verified` or `device_limit`."),
        new(SecurityEventId.TokenRefreshed, "token.refreshed", "A refresh token was exchanged for its successor. The same successor given again within the grace window writes nothing."),
        new(SecurityEventId.TokenReuseDetected, "token.reuse_detected", "A refresh token was used again after its grace window: somebody has a copy. The session has been ended."),
        new(SecurityEventId.TokenRevoked, "token.revoked", "Somebody signed out.", "What ended: `session`, or `all` of the user's."),
        new(SecurityEventId.SessionsEnded, "sessions.ended", "Sessions were ended in another way than by signing out. Without a session: all of the subject's; without a subject either: everybody's.",
            "Why, in a word."),
        new(SecurityEventId.UserCreated, "user.created", "An account was made.", "How, such as `register`, `setup` or `cli`."),
        new(SecurityEventId.UserDisabled, "user.disabled", "An account was disabled, and all its sessions ended."),
        new(SecurityEventId.UserEnabled, "user.enabled", "A disabled account may sign in again."),
        new(SecurityEventId.UserDeleted, "user.deleted", "An account was deleted, and all its sessions ended."),
        new(SecurityEventId.UserPasswordSet, "user.password_set", "An operator set a user's password, and all sessions ended."),
        new(SecurityEventId.UserRolesSet, "user.roles_set", "A user's roles were set. Access tokens with the old ones are refused from then on.", "The new roles, with commas between."),
        new(SecurityEventId.UserEmailVerified, "user.email_verified", "An e-mail address was proven, or an operator answered for it."),
        new(SecurityEventId.UserEmailChanged, "user.email_changed", "An account has another e-mail address now."),
        new(SecurityEventId.UserEmailChangeRequested, "user.email_change_requested", "Somebody signed in asked for another address. It counts once that is proven.", "Why not, if it was refused."),
        new(SecurityEventId.UserProfileChanged, "user.profile_changed", "A user changed their profile.", "Which members, with commas between; never what they say."),
        new(SecurityEventId.UserPasswordChanged, "user.password_changed", "A user changed their password, and all sessions ended."),
        new(SecurityEventId.UserPasswordChangeFailed, "user.password_change_failed", "A user's wish to change the password was refused.", "Why, in a word."),
        new(SecurityEventId.UserPasswordReset, "user.password_reset", "A password was set by who could read the account's mail, and all sessions ended.", "By `link` or `otp`."),
        new(SecurityEventId.UserUnlocked, "user.unlocked", "An operator lifted the locks that wrong passwords had put on an account."),
        new(SecurityEventId.RecoveryRequested, "recovery.requested", "Somebody asked for a way back into an account. Without a subject, nobody has that name, or the hour's mails have been sent.",
            "By `link` or `otp`."),
        new(SecurityEventId.RecoveryFailed, "recovery.failed", "A link or a code for recovery was wrong, used or expired.", "By `link` or `otp`."),
        new(SecurityEventId.RegistrationRequested, "registration.requested", "In the private mode, somebody asked for an account; what became of it.", "What became of it, in a word."),
        new(SecurityEventId.RegistrationRefused, "registration.refused", "Somebody wanted an account and did not get one.", "Why, in a word."),
        new(SecurityEventId.InvitationCreated, "invitation.created", "An operator invited somebody.", "The role."),
        new(SecurityEventId.UsersImported, "users.imported", "Accounts were imported.", "How many."),
        new(SecurityEventId.UsersExported, "users.exported", "Accounts were exported.", "How many, and whether with hashes."),
        new(SecurityEventId.EmailGivenUp, "email.given_up", "A mail could not be sent.", "Which kind of mail."),
        new(SecurityEventId.EmailSuppressed, "email.suppressed", "A hook did not let a mail be sent.", "Which kind of mail."),
        new(SecurityEventId.KeyAnnounced, "key.announced", "A new signing key is in the key set; it signs once the announce time is over.", "Its `kid`."),
        new(SecurityEventId.KeyRetired, "key.retired", "A signing key was taken out; what it signed is refused.", "Its `kid`."),
        new(SecurityEventId.NetworkBanned, "network.banned", "An operator shut a network out.", "The network and the reason."),
        new(SecurityEventId.NetworkLetIn, "network.let_in", "An operator lifted a ban or a lock of a network.", "The network."),
        new(SecurityEventId.ActivityPruned, "activity.pruned", "Old events were removed from the record.", "How many."),
        new(SecurityEventId.ActivitySealed, "activity.sealed", "The record's newest seal, for who keeps it elsewhere.", "The anchor."),
        new(SecurityEventId.TokenRefreshFailed, "token.refresh_failed", "A genuine refresh token was refused, because it is good for nothing any more.", "Why, in a word."),
        new(SecurityEventId.WebhookCreated, "webhook.created", "A webhook was added.", WebhookId),
        new(SecurityEventId.WebhookChanged, "webhook.changed", "A webhook's address, types or description changed.", WebhookId),
        new(SecurityEventId.WebhookRemoved, "webhook.removed", "A webhook was removed.", WebhookId),
        new(SecurityEventId.WebhookEnabled, "webhook.enabled", "A webhook that was switched off is on again.", WebhookId),
        new(SecurityEventId.WebhookDisabled, "webhook.disabled", "A webhook was switched off, by somebody or because it took nothing for too long.", "The webhook's id and the reason."),
        new(SecurityEventId.WebhookSecretRotated, "webhook.secret_rotated", "A webhook has another secret.", WebhookId),
        new(SecurityEventId.WebhookTested, "webhook.tested", "A test delivery was sent. The webhook gets it whatever types it wants.", WebhookId),
        new(SecurityEventId.WebhookReplayed, "webhook.replayed", "Deliveries were made due again by hand.", "How many."),
    ];
}
