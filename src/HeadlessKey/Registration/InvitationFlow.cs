using HeadlessKey.Directory;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>An operator asks somebody to make an account, with a role that they may not choose themselves.</summary>
internal sealed class InvitationFlow(
    HeadlessKeyOptions options,
    Database database,
    UserStore users,
    InvitationStore invitations,
    EmailQueueStore emails,
    AccountLinks links,
    SecurityEventLog events)
{
    public async Task<InvitationResult> RunAsync(string email, string? role, Language language)
    {
        // 1. Could it be followed, and does anything carry it there?
        if (options.Registration.Mode == RegistrationOptions.Closed)
        {
            return new InvitationResult.Closed();
        }

        if (options.Email.Transport == EmailOptions.NoTransport)
        {
            return new InvitationResult.NoMail();
        }

        // 2. Could it be an account?
        role ??= options.Registration.DefaultRole;
        if (UserPolicy.FindEmailFault(email) is { } emailFault)
        {
            return new InvitationResult.Refused(new AccountFault.Invalid("email", emailFault));
        }

        if (!Role.IsValid(role))
        {
            return new InvitationResult.Refused(new AccountFault.Invalid("role", Messages.RoleForm(role)));
        }

        // 3. The invitation and its mail, in one transaction.
        return await database.WriteAsync<InvitationResult>(async transaction =>
        {
            if (await users.FindByEmailAsync(transaction, email) is not null)
            {
                return new InvitationResult.Refused(new AccountFault.EmailTaken()); // a courtesy: whether it is free, the registration decides
            }

            var link = links.Register(email, await invitations.IssueAsync(transaction, email, role));
            await emails.AddAsync(
                transaction,
                EmailMessage.Invitation(new EmailRecipient(email, Name: email, language, UserId: null), link, options.Registration.InvitationLifetime));
            await events.AppendAsync(transaction, SecurityEvent.InvitationCreated(role), CancellationToken.None);
            return new InvitationResult.Sent(link);
        });
    }
}
