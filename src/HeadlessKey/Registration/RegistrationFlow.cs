using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>A registration, from what somebody typed to the account and its first session.</summary>
internal sealed class RegistrationFlow(
    HeadlessKeyOptions options,
    Database database,
    InvitationStore invitations,
    HookChain<Registering> hooks,
    UserAccounts accounts,
    UserStore users,
    PrivateRegistration privately,
    VerificationMail verification,
    SessionStarter sessions,
    SecurityEventLog events,
    GrantHooks grantHooks,
    GrantIssuer grants,
    RefusedGrant refusedGrant)
{
    /// <summary>Whether nobody gets an account here, whatever they bring.</summary>
    public bool IsClosed => options.Registration.Mode == RegistrationOptions.Closed;

    public async Task<RegistrationResult> RunAsync(RegisterRequest request, ClientInfo client, CancellationToken cancellationToken)
    {
        // Settings may change meanwhile: an open door and no proof of the address must not come from two different states.
        var registration = options.Registration;

        // 1. Is this door open? An invitation opens the one that is closed to others.
        if (registration.Mode == RegistrationOptions.Closed || (registration.Mode == RegistrationOptions.ByInvitation && request.Invitation is null))
        {
            return await RefuseAsync(new RegistrationResult.Closed(), "closed", client);
        }

        // 2. The invitation, before anything slow: hashing a password for anybody who guesses would be a gift to a flood.
        var invitation = request.Invitation is { } token ? await invitations.FindAsync(token, cancellationToken) : null;
        if (request.Invitation is not null && invitation is null)
        {
            return await RefuseAsync(new RegistrationResult.InvalidInvitation(), "invalid_invitation", client);
        }

        // 3. The address. Whom the operator invited may be of any domain, but must be the one who was invited.
        var emailFault = invitation is null ? EmailDomainPolicy.FindDomainFault(request.Email, registration)
            : UserPolicy.Key(invitation.Email) != UserPolicy.Key(request.Email) ? Messages.EmailOfInvitation
            : null;
        if (emailFault is not null)
        {
            return await RefuseAsync(new RegistrationResult.Refused(new AccountFault.Invalid("email", emailFault)), "email_refused", client);
        }

        // 4. Has a hook anything against it? In private mode the answer does not tell: the hook may know who has an account.
        var wanted = new Registering(request.Username, request.Email, request.Name ?? request.Username, invitation is not null, new HookClient(client));
        var refusal = await hooks.RunAsync(wanted, cancellationToken);
        var isPrivate = registration.Private && invitation is null;
        if (refusal is not null && !isPrivate)
        {
            return await RefuseAsync(new RegistrationResult.RefusedByHook(refusal), refusal.Reason, client);
        }

        // 5. The password: whether it may be one, and its hash. That costs the same whoever has an account.
        var (prepared, fault) = await accounts.PrepareAsync(
            request.Username, request.Email, wanted.DisplayName, request.Password,
            [invitation?.Role ?? registration.DefaultRole], emailVerified: invitation is not null, cancellationToken);
        if (prepared is null)
        {
            return await RefuseAsync(new RegistrationResult.Refused(fault!), ReasonOf(fault!), client);
        }

        // 6. In private mode nothing is looked up before the answer, so that the answer can tell nothing.
        if (isPrivate)
        {
            await privately.DeferAsync(prepared, refusal?.Reason, client);
            return new RegistrationResult.Deferred();
        }

        // 7. The account with all that belongs to it, in one transaction. Of many who want one name, the insert decides who gets it.
        var (refused, user, session) = await database.WriteAsync(transaction => CreateAsync(transaction, prepared, request.Invitation, registration, client));
        if (refused is not null)
        {
            return await RefuseAsync(refused, refused is RegistrationResult.Refused { Fault: var why } ? ReasonOf(why) : "invalid_invitation", client);
        }

        if (session is null)
        {
            return new RegistrationResult.AwaitsVerification(user!);
        }

        // 8. Sign. Without what hooks add, the account is there but not signed in: they asked for the one and get no tokens for the other.
        var extras = await grantHooks.AskAsync(user!, GrantOccasion.Registration, client, CancellationToken.None);
        if (extras.Refusal is { } noToken)
        {
            await refusedGrant.EndAsync(session, noToken, client);
            return new RegistrationResult.RefusedByHook(noToken);
        }

        return new RegistrationResult.SignedIn(grants.Issue(user!, session, extras));
    }

    private async Task<(RegistrationResult? Refused, User? User, Session? Session)> CreateAsync(
        Transaction transaction, NewUser prepared, string? invitation, RegistrationOptions registration, ClientInfo client)
    {
        if (invitation is not null && !await invitations.TryConsumeAsync(transaction, invitation))
        {
            transaction.Undo();
            return (new RegistrationResult.InvalidInvitation(), null, null);
        }

        var (id, taken) = await accounts.CreateAsync(transaction, prepared, invitation is null ? "registration" : "invitation", client);
        if (taken is not null)
        {
            transaction.Undo(); // the invitation is good for another try
            return (new RegistrationResult.Refused(taken), null, null);
        }

        var user = await users.GetByIdAsync(transaction, id);
        if (!prepared.EmailVerified && registration.EmailVerification != RegistrationOptions.Off)
        {
            await verification.TrySendAsync(transaction, user, client.Language);
            if (registration.EmailVerification == RegistrationOptions.Required)
            {
                return (null, user, null);
            }
        }

        await users.TryRecordLoginAsync(transaction, user, CancellationToken.None);
        var session = await sessions.StartAsync(transaction, user, device: null, remember: true, client, CancellationToken.None);
        await events.AppendAsync(transaction, SecurityEvent.LoginSucceeded(id, session.Id, client), CancellationToken.None);
        return (null, user, session);
    }

    private async Task<RegistrationResult> RefuseAsync(RegistrationResult result, string reason, ClientInfo client)
    {
        await database.WriteAsync(async transaction =>
        {
            await events.AppendAsync(transaction, SecurityEvent.RegistrationRefused(reason, client), CancellationToken.None);
            return true;
        });
        return result;
    }

    private static string ReasonOf(AccountFault fault) => fault switch
    {
        AccountFault.LoginTaken => "login_taken",
        AccountFault.EmailTaken => "email_taken",
        AccountFault.PasswordRefused => "password_refused",
        AccountFault.Busy => "busy",
        _ => "invalid",
    };
}
