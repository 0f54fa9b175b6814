using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>
/// Asks the hooks what goes into a token and its answer. Flows ask before they begin a session or use a token up: a hook that fails then
/// costs nobody anything.
/// </summary>
internal sealed class GrantHooks(HookChain<TokenIssuing> issuing, HookChain<TokenResponding> responding)
{
    /// <summary>Whether there are any.</summary>
    public bool Any => issuing.Any || responding.Any;

    public ValueTask<GrantExtras> AskAsync(User user, string occasion, ClientInfo client, CancellationToken cancellationToken) =>
        Any ? AskHooksAsync(user, occasion, client, cancellationToken) : ValueTask.FromResult(GrantExtras.None);

    private async ValueTask<GrantExtras> AskHooksAsync(User user, string occasion, ClientInfo client, CancellationToken cancellationToken)
    {
        var (person, from) = (HookedUser.Of(user), new HookClient(client));
        var token = new TokenIssuing(person, from, occasion);
        if (issuing.Any && await issuing.RunAsync(token, cancellationToken) is { } refusal)
        {
            return GrantExtras.Refused(refusal);
        }

        var answer = new TokenResponding(person, from, occasion);
        return responding.Any && await responding.RunAsync(answer, cancellationToken) is { } failure
            ? GrantExtras.Refused(failure)
            : new GrantExtras(token.Claims, answer.Members, Refusal: null, user.Version);
    }
}
