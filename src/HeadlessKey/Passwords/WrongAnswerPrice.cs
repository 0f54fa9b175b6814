using HeadlessKey.Passwords.Formats;

namespace HeadlessKey.Passwords;

/// <summary>
/// Makes every wrong answer take the same work. Imported hashes cost more or less than ours, which would tell accounts apart. So every wrong
/// answer pays for one check of the dearest stored hash of each kind, in that kind of work: on a busy machine one kind cannot stand for another.
/// </summary>
internal sealed class WrongAnswerPrice(PasswordHasher hasher)
{
    private StoredHash[] dearest = [];

    /// <summary>From now on these are the kinds of stored hashes, one example of each scheme and cost.</summary>
    public void Learn(IEnumerable<StoredHash> examples) => Volatile.Write(ref dearest, [.. examples]);

    /// <summary>Does the rest of the work. To be called on a hashing thread, with what was computed; null: nothing was.</summary>
    public void Pay(StoredHash? computed, string password)
    {
        foreach (var work in FindDue(computed, password))
        {
            work.Spend(password);
        }
    }

    /// <summary>What is left to do.</summary>
    public IReadOnlyList<HashWork> FindDue(StoredHash? computed, string password)
    {
        var spent = computed?.WorkFor(password) ?? new HashWork(HashWorkKind.Pbkdf2Sha512, 0);
        var price = new Dictionary<HashWorkKind, long> { [HashWorkKind.Pbkdf2Sha512] = hasher.Iterations };
        foreach (var work in Volatile.Read(ref dearest).Select(hash => hash.WorkFor(password)))
        {
            price[work.Kind] = Math.Max(work.Rounds, price.GetValueOrDefault(work.Kind));
        }

        if (spent.Rounds > price.GetValueOrDefault(spent.Kind))
        {
            // A kind that nobody has told of yet, such as from an import some seconds ago: from now on all pay for it.
            Volatile.Write(ref dearest, [.. Volatile.Read(ref dearest), computed!]);
        }

        return [.. price.Select(due => due.Key == spent.Kind ? new HashWork(due.Key, due.Value - spent.Rounds) : new HashWork(due.Key, due.Value)).Where(due => due.Rounds > 0)];
    }
}
