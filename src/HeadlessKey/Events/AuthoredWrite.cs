using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>How anything is written for an administrator, so that nobody has to remember to hold them.</summary>
internal static class AuthoredWrite
{
    /// <summary>Runs the work as one transaction, in which its author is held first. Null: the operator or the server, who are not asked.</summary>
    public static Task<T> WriteAsync<T>(this Database database, IAuthor? by, Func<Transaction, Task<T>> work) =>
        database.WriteAsync(async transaction =>
        {
            await (by?.HoldAsync(transaction) ?? Task.CompletedTask);
            return await work(transaction);
        });
}
