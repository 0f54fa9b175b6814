using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>
/// Decides who somebody of another site is here: by (site, subject), and the first time by what the site's entry says. A name or an address
/// alone never makes anybody somebody.
/// </summary>
internal sealed class SsoPeople(
    SsoLinkStore links, UserStore users, IUserDirectory directory, ProvisionedAccount provisioned, PasswordHasher hasher, SecurityEventLog events,
    LinkNotice notice, HeadlessKeyOptions options)
{
    /// <summary>
    /// Where people live elsewhere, reads whoever it may be anew, before the transaction that decides: a disabled account and a given-away
    /// address must be known by then.
    /// </summary>
    public async Task CatchUpAsync(RemoteIdentity identity, ProposedPerson person, CancellationToken cancellationToken)
    {
        if (directory.IsOurs)
        {
            return;
        }

        if (await links.FindAsync(identity.Site.Key, identity.Token.Subject, cancellationToken) is { } link)
        {
            await directory.CatchUpAsync(link.UserId, cancellationToken);
        }
        else if (identity.Site.People == SitePeople.LinkByVerifiedEmail && person is { IsEmailProven: true, Email: { } address })
        {
            await directory.FindByLoginAsync(address, cancellationToken);
        }
    }

    public async Task<SsoPerson> FindOrMakeAsync(Transaction transaction, RemoteIdentity identity, ProposedPerson person, ClientInfo client)
    {
        // 1. Linked before: the link says who it is, whatever the profile says by now. Who has become more since waits for the owner's word.
        var (site, subject) = (identity.Site, identity.Token.Subject);
        if (await links.FindAsync(transaction, site.Key, subject) is { } link)
        {
            // The account's row before the link's, as wherever a link goes: from here on neither can change or go before this transaction ends.
            return await users.FindByIdAsync(transaction, link.UserId) is not { } linked ? new SsoPerson.Refused("user_deleted")
                : link.IsByAddress && !IsFor(site, linked) ? new SsoPerson.LinkRequired()
                : !await users.TryHoldAsync(transaction, linked) || !await links.TryUseAsync(transaction, site.Key, subject, linked.Id) ? new SsoPerson.Changed()
                : link.IsProvisioned && directory.IsOurs ? await provisioned.BringUpToDateAsync(transaction, linked, site, person, client)
                : new SsoPerson.Known(linked, []);
        }

        if (site.People == SitePeople.LinkedOnly)
        {
            return new SsoPerson.LinkRequired();
        }

        // 2. Somebody here has the address. Only where the entry says so, and both sides have proven it, are the two one person.
        if (AddressToLookFor(person) is { } address && await users.FindByEmailAsync(transaction, address) is { } owner)
        {
            return site.People != SitePeople.LinkByVerifiedEmail || !person.IsEmailProven || owner.EmailVerifiedAt is null || !IsFor(site, owner) ? new SsoPerson.LinkRequired()
                : !await users.TryHoldAsync(transaction, owner) ? new SsoPerson.Changed()
                : await LinkAsync(transaction, identity, owner.Id, isProvisioned: false, "verified_email", client);
        }

        // 3. Nobody has: they get an account, if accounts are made here.
        return !directory.IsOurs ? new SsoPerson.LinkRequired("people_live_elsewhere") : await ProvisionAsync(transaction, identity, person, client);
    }

    // A site's word for an address opens no account that can do more here than the site may give anybody: its owner links it with the password.
    private bool IsFor(SsoSite site, User owner) =>
        owner.Roles.All(role => site.CanGive(role) || role == options.Registration.DefaultRole);

    // Where nobody may learn who has an account, an address that was only typed over there must not be asked about either.
    private string? AddressToLookFor(ProposedPerson person) =>
        options.Registration.Private && !person.IsEmailProven ? null : person.Email;

    private async Task<SsoPerson> ProvisionAsync(Transaction transaction, RemoteIdentity identity, ProposedPerson person, ClientInfo client)
    {
        if (!person.IsEmailProven && options.Registration.EmailVerification == RegistrationOptions.Required)
        {
            return new SsoPerson.EmailNotVerified();
        }

        // An address that nobody has proven would keep its owner out, or let a stranger wait for them: the account gets one without a mailbox.
        var email = person.IsEmailProven ? person.Email! : ProvisionedAccount.NoAddress(identity.Site);
        if (new[] { email, person.Email ?? email }.Any(one => EmailDomainPolicy.FindDomainFault(one, options.Registration) is not null))
        {
            return new SsoPerson.Refused("email_domain");
        }

        var roles = provisioned.RolesFor(identity.Site, person, current: []);
        foreach (var login in LoginVariants.Of(person.Login))
        {
            var newcomer = new NewUser(login, email, person.DisplayName, NewPassword.Hashed(hasher.Unmatchable()), roles, person.IsEmailProven);
            switch (await users.CreateAsync(transaction, newcomer, CancellationToken.None))
            {
                case CreateUserResult.Created { UserId: var id }:
                    await events.AppendAsync(transaction, SecurityEvent.UserCreated(id, $"sso:{identity.Site.Key}", client), CancellationToken.None);
                    return await LinkAsync(transaction, identity, id, isProvisioned: true, "provisioned", client);
                case CreateUserResult.EmailTaken:
                    return new SsoPerson.LinkRequired(); // by somebody who was quicker
            }
        }

        return new SsoPerson.Refused("no_login_left");
    }

    private async Task<SsoPerson> LinkAsync(
        Transaction transaction, RemoteIdentity identity, long userId, bool isProvisioned, string how, ClientInfo client)
    {
        if (!await links.TryAddAsync(transaction, identity.Site.Key, identity.Token.Subject, userId, isProvisioned, isByAddress: !isProvisioned))
        {
            return new SsoPerson.LinkRequired(); // the account is somebody else of that site already
        }

        await links.TryUseAsync(transaction, identity.Site.Key, identity.Token.Subject, userId);
        await events.AppendAsync(transaction, SecurityEvent.SsoLinked(userId, identity.Site.Key, how, client), CancellationToken.None);
        var user = await users.GetByIdAsync(transaction, userId);
        if (!isProvisioned)
        {
            await notice.TellAsync(transaction, user, identity.Site, client);
        }

        return new SsoPerson.Known(user, []);
    }
}
