using System.Text.Json;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Users;
using HeadlessKey.WordPress.Connector;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.WordPress;

/// <summary>
/// Asks, as long as anybody is signed in, whether they still are what they were when they signed in. No hook of WordPress catches every way of
/// changing a password, and none at all a change in its database; so it is asked, and not waited for.
/// </summary>
internal sealed class SignedInWatch(
    UserStore users, IUserDirectory directory, ConnectorClient connector, HeadlessKeyOptions options, TimeProvider time,
    ILogger<SignedInWatch> logger) : WokenWorker(logger)
{
    private const int AtATime = 500; // more take more than one round, and so a little longer

    private DateTimeOffset notBefore;
    private long afterId;

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (options.WordPress.WatchEvery == TimeSpan.Zero || now < notBefore)
        {
            return false;
        }

        notBefore = now + options.WordPress.WatchEvery;
        var signedIn = await users.ListSignedInAsync(afterId, AtATime, cancellationToken);
        afterId = signedIn.Count == AtATime ? signedIn[^1].Id : 0;
        if (signedIn.Count == 0 || await AskAsync(signedIn, cancellationToken) is not { } answer)
        {
            return false;
        }

        var standings = answer.ToLookup(standing => standing.Id);
        foreach (var changed in signedIn.Where(user => !standings[user.Id].Any(standing => IsAsIn(user, standing))))
        {
            await CatchUpAsync(changed.Id, cancellationToken);
        }

        return false;
    }

    private async Task<IReadOnlyList<StampsAnswer.Standing>?> AskAsync(IEnumerable<User> people, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new StampsCall([.. people.Select(user => user.Id)]), ConnectorJsonContext.Default.StampsCall);
        try
        {
            return await connector.CallAsync("/stamps", body, cancellationToken) is ConnectorAnswer.Signed { Status: 200 } signed
                ? signed.Body.Deserialize(ConnectorJsonContext.Default.StampsAnswer)?.Users
                : null; // that it is silent is in the log already
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads the person anew, which has its consequences.</summary>
    private async Task CatchUpAsync(long id, CancellationToken cancellationToken)
    {
        try
        {
            await directory.CatchUpAsync(id, cancellationToken);
        }
        catch (UnavailableException)
        {
            // The next round asks again.
        }
    }

    private static bool IsAsIn(User user, StampsAnswer.Standing standing) =>
        standing.Stamp == user.Stamp && standing.Disabled == user.IsDisabled
        && standing.Roles.Where(Role.IsValid).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SequenceEqual(user.Roles, StringComparer.Ordinal);
}
