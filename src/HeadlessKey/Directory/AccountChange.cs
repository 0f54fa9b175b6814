using HeadlessKey.Storage;

namespace HeadlessKey.Directory;

/// <summary>
/// What belongs to a change of an account in our own database. Where people are ours, all of it and the change itself are one transaction.
/// Elsewhere the change cannot be part of one: what is claimed is used up first, so that it never serves twice, and given back only when the
/// change was certainly not made.
/// </summary>
/// <typeparam name="T">How the change can end.</typeparam>
internal sealed record AccountChange<T>
    where T : class
{
    /// <summary>May it be made? Takes what it costs, such as a link. Null: go on; else the answer.</summary>
    public Func<Transaction, Task<T?>> ClaimAsync { get; init; } = static _ => Task.FromResult<T?>(null);

    /// <summary>It was made, to the user with this id: what follows from it.</summary>
    public required Func<Transaction, long, Task<T>> SettleAsync { get; init; }

    /// <summary>It could not be made.</summary>
    public required Func<AccountFault, T> Refuse { get; init; }

    /// <summary>Puts back what <see cref="ClaimAsync"/> took. Not asked for where one transaction covers both.</summary>
    public Func<Transaction, Task> GiveBackAsync { get; init; } = static _ => Task.CompletedTask;
}
