using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>What people may change of their own accounts.</summary>
internal sealed class ProfileStore
{
    /// <summary>Changes what was given and nothing else: two that change different things at once both have their way.</summary>
    public Task UpdateAsync(Transaction transaction, long userId, ProfileChange change) =>
        transaction.ExecuteAsync(
            $"""
            update users set display_name = coalesce({change.DisplayName}, display_name), first_name = coalesce({change.FirstName}, first_name),
                last_name = coalesce({change.LastName}, last_name), nickname = coalesce({change.Nickname}, nickname),
                locale = coalesce({change.Locale}, locale)
            where id = {userId}
            """,
            CancellationToken.None);
}
