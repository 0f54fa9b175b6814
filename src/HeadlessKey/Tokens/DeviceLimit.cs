using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>How many sessions a user may have at once, and what happens to the next one.</summary>
internal sealed class DeviceLimit(SessionStore sessions, SessionEnder ender, HeadlessKeyOptions options)
{
    /// <summary>
    /// Makes room for one more session. The caller holds the user's row until its transaction ends, so that sign-ins of one user come here
    /// one after the other and never count the same room twice.
    /// </summary>
    public async Task<DeviceRoom> MakeRoomAsync(Transaction transaction, User user)
    {
        var limit = LimitOf(user);
        if (limit == 0)
        {
            return new DeviceRoom.Made([]);
        }

        var live = await sessions.ListLiveIdsAsync(transaction, user.Id);
        if (live.Count >= limit && options.Sessions.WhenFull == SessionOptions.Reject)
        {
            return new DeviceRoom.Full(limit);
        }

        var evicted = new List<RevocationEntry>();
        foreach (var id in live.Take(live.Count - limit + 1))
        {
            evicted.AddRange(await ender.EndAsync(transaction, id, "evicted", CancellationToken.None));
        }

        return new DeviceRoom.Made(evicted);
    }

    // Of several roles with a limit of their own the most generous counts; 0 is no limit at all.
    private int LimitOf(User user)
    {
        var own = user.Roles.Where(options.Sessions.RoleLimits.ContainsKey).Select(role => options.Sessions.RoleLimits[role]).ToList();
        return own.Count == 0 ? options.Sessions.Limit
            : own.Contains(0) ? 0
            : own.Max();
    }
}
