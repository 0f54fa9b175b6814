using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>Which kinds of password hashes the accounts have.</summary>
internal sealed class PasswordHashStore(Database database)
{
    private const int Most = 100;

    /// <summary>
    /// A stored hash of each kind: of each scheme and cost. Our own with the default rounds is left out. Each step goes to the next
    /// kind by the index, so that it takes as long for a million accounts as for ten.
    /// </summary>
    public async Task<List<string>> ListKindsAsync(CancellationToken cancellationToken)
    {
        var examples = new List<string>();
        var last = string.Empty;
        while (examples.Count < Most && await FindNextAsync(last, cancellationToken) is var (kind, example))
        {
            examples.Add(example);
            last = kind;
        }

        return examples;
    }

    private Task<Tuple<string, string>?> FindNextAsync(string last, CancellationToken cancellationToken) =>
        database.FindAsync(
            $"""
            select kind, password_hash from (select password_hash, case
                when password_hash like '$pbkdf2-sha512$i=%' and length(password_hash) between 85 and 92 then substr(password_hash, 1, length(password_hash) - 67)
                when password_hash like '$P$%' or password_hash like '$H$%' then substr(password_hash, 1, 4)
                when password_hash like '$2%' then substr(password_hash, 1, 7)
                when password_hash like '$wp$%' then substr(password_hash, 1, 10)
                when password_hash like 'AQAAAA%' then substr(password_hash, 1, 12)
                else 'other' end as kind
                from users where password_hash not like '$pbkdf2-sha512$i=210000$%') stored
            where kind > {last} order by kind limit 1
            """,
            row => Tuple.Create(row.Text("kind"), row.Text("password_hash")),
            cancellationToken);
}
