using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Roles;

namespace HeadlessKey.Sso;

/// <summary>Proposes an account for somebody of another site, and lets hooks change or refuse it, before anything is decided.</summary>
internal sealed class PersonMapping(HookChain<SsoMapping> hooks)
{
    public async ValueTask<(ProposedPerson? Person, HookRefusal? Refusal)> MapAsync(
        RemoteIdentity identity, ClientInfo client, CancellationToken cancellationToken)
    {
        var person = ProposedPerson.Of(identity);
        if (!hooks.Any)
        {
            return (person, null);
        }

        var point = new SsoMapping(identity.Site.Key, identity.Token.Subject, identity.Roles, new HookClient(client))
        {
            Login = person.Login,
            Email = person.Email,
            DisplayName = person.DisplayName,
            Roles = person.Roles,
        };
        point.EmailVerified = person.IsEmailProven; // after the address: setting that takes it back
        if (await hooks.RunAsync(point, cancellationToken) is { } refusal)
        {
            return (null, refusal);
        }

        // A hook's word is held to the same form as the site's.
        return point.Roles.All(Role.IsValid)
            ? (ProposedPerson.Of(point.Login, point.Email, point.EmailVerified, point.DisplayName, point.Roles), null)
            : (null, HookRefusal.Failed);
    }
}
