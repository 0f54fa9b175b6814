using System.Text;
using System.Text.Json;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Directory.Transfer;

/// <summary>
/// Brings people along from another system. Rows become accounts in batches, each of which is there as a whole or not at all, with its
/// event; who is there already is left alone, so an import that was interrupted is simply run again.
/// </summary>
internal sealed class UserImport(
    IUserDirectory directory, Database database, ImportedUserStore store, ImportPolicy policy, SecurityEventLog events)
{
    private const int BatchSize = 500;

    /// <summary>Imports the rows of a file, and tells what became of each.</summary>
    public async Task RunAsync(
        Stream file, TableFormat format, ImportSettings settings, Action<ImportOutcome> tell, CancellationToken cancellationToken)
    {
        if (!directory.IsOurs)
        {
            throw new StartupException("Accounts live in WordPress (HeadlessKey:Directory): import them there, or set the directory to local in a new data folder.");
        }

        var batch = new List<ImportedUser>(BatchSize);
        var seen = new SeenNames();
        try
        {
            await foreach (var row in ImportFile.ReadAsync(file, format, cancellationToken))
            {
                // 1. What cannot be an account is refused without asking the database.
                var (user, refused) = policy.Read(row, settings);
                if (user is null)
                {
                    tell(refused!);
                    continue;
                }

                // 2. The others are collected.
                batch.Add(user);
                if (batch.Count == BatchSize)
                {
                    await FinishAsync(batch, settings, seen, tell, cancellationToken);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            // What came before is there; the file is to be mended and imported again.
            throw new StartupException($"The file cannot be read to its end: {(exception is JsonException ? exception.Message : "it is not UTF-8.")}", exception);
        }

        await FinishAsync(batch, settings, seen, tell, cancellationToken);
    }

    private async Task FinishAsync(
        List<ImportedUser> batch, ImportSettings settings, SeenNames seen, Action<ImportOutcome> tell, CancellationToken cancellationToken)
    {
        // 3. Written together, or only looked up. Either is told when it is certain: a transaction may be run again.
        var outcomes = settings.DryRun
            ? await CheckAsync(batch, seen, cancellationToken)
            : await database.WriteAsync(transaction => AddAsync(transaction, batch));
        outcomes.ForEach(tell);
        batch.Clear();
    }

    private async Task<List<ImportOutcome>> AddAsync(Transaction transaction, List<ImportedUser> batch)
    {
        var outcomes = new List<ImportOutcome>(batch.Count);
        var roles = new List<(long UserId, string Role)>(batch.Count);
        foreach (var user in batch)
        {
            if (await store.TryAddAsync(transaction, user) is { } id)
            {
                roles.AddRange(user.Roles.Select(role => (id, role)));
                outcomes.Add(new ImportOutcome.Created(user.OldId, id, user.HasPassword));
            }
            else
            {
                outcomes.Add(Explain(user, await ImportedUserStore.ListTakenAsync(transaction, user)));
            }
        }

        await ImportedUserStore.AddRolesAsync(transaction, roles);
        if (outcomes.Count(outcome => outcome is ImportOutcome.Created) is > 0 and var created)
        {
            await events.AppendAsync(transaction, SecurityEvent.UsersImported(FormattableString.Invariant($"{created} created")), CancellationToken.None);
        }

        return outcomes;
    }

    private async Task<List<ImportOutcome>> CheckAsync(List<ImportedUser> batch, SeenNames seen, CancellationToken cancellationToken)
    {
        var outcomes = new List<ImportOutcome>(batch.Count);
        foreach (var user in batch)
        {
            var taken = await store.ListTakenAsync(user, cancellationToken);
            outcomes.Add((taken.Count, seen.Add(user)) switch
            {
                ( > 0, _) => Explain(user, taken),
                (_, (false, false)) => new ImportOutcome.Created(user.OldId, 0, user.HasPassword),
                (_, (true, true)) => new ImportOutcome.AlreadyThere(user.OldId, 0),
                (_, var (login, _)) => Refuse(user, login),
            });
        }

        return outcomes;
    }

    private static ImportOutcome Explain(ImportedUser user, List<TakenName> taken)
    {
        var same = taken.Find(other => other.LoginKey == user.LoginKey && other.EmailKey == user.EmailKey);
        return same is null
            ? Refuse(user, taken.Exists(other => other.LoginKey == user.LoginKey))
            : new ImportOutcome.AlreadyThere(user.OldId, same.UserId);
    }

    private static ImportOutcome.Refused Refuse(ImportedUser user, bool login) => login
        ? new ImportOutcome.Refused(user.Row, user.Login, "login_taken", "The login belongs to an account with another address.")
        : new ImportOutcome.Refused(user.Row, user.Login, "email_taken", "The address belongs to an account with another login.");
}
