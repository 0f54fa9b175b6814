using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>An account that was made for somebody of another site: what it is called, and what of it follows the other side.</summary>
internal sealed class ProvisionedAccount(UserStore users, WaysIn ways, SecurityEventLog events, HeadlessKeyOptions options)
{
    private const string NobodysDomain = ".sso.invalid"; // RFC 2606, 2: no mail system ever delivers there

    /// <summary>An address for anyone who has proven none. It is unique, and no mail goes there.</summary>
    public static string NoAddress(SsoSite site) => $"{RandomId.Handle()}@{site.Key}{NobodysDomain}";

    /// <summary>
    /// The roles by the site's map. What the map can give follows the other side, also away again; what else the account has here is not the
    /// site's to change.
    /// </summary>
    public List<string> RolesFor(SsoSite site, ProposedPerson person, IReadOnlyList<string> current)
    {
        var own = current.Where(role => !site.CanGive(role) && role != options.Registration.DefaultRole);
        List<string> roles = [.. own.Concat(person.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return roles.Count > 0 ? roles : [options.Registration.DefaultRole];
    }

    /// <summary>Lets the account, whose row the caller holds, follow: its roles by the map, and its address once that is proven over there and free here.</summary>
    public async Task<SsoPerson.Known> BringUpToDateAsync(
        Transaction transaction, User user, SsoSite site, ProposedPerson person, ClientInfo client)
    {
        var superseded = new List<RevocationEntry>();
        if (user.Email.EndsWith(NobodysDomain, StringComparison.Ordinal) && await TryAdoptEmailAsync(transaction, user, person))
        {
            await ways.CloseMailedAsync(transaction, user.Id);
            await events.AppendAsync(transaction, SecurityEvent.UserEmailChanged(user.Id, client), CancellationToken.None);
            user = await users.GetByIdAsync(transaction, user.Id);
        }

        var roles = RolesFor(site, person, user.Roles);
        if (site.RoleMap.Count > 0 && !roles.ToHashSet(StringComparer.Ordinal).SetEquals(user.Roles))
        {
            await users.SetRolesAsync(transaction, user.Id, roles, CancellationToken.None);
            superseded.AddRange(await ways.FollowRolesAsync(transaction, user.Id));
            await events.AppendAsync(transaction, SecurityEvent.UserRolesSet(user.Id, roles), CancellationToken.None);
            user = await users.GetByIdAsync(transaction, user.Id);
        }

        return new SsoPerson.Known(user, superseded);
    }

    private async Task<bool> TryAdoptEmailAsync(Transaction transaction, User user, ProposedPerson person) =>
        person is { IsEmailProven: true, Email: { } email }
        && EmailDomainPolicy.FindDomainFault(email, options.Registration) is null
        && await users.FindByEmailAsync(transaction, email) is null
        && await users.TrySetEmailAsync(transaction, user, email);
}
