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
        var settings = options.Sessions;
        var limit = LimitOf(user, settings);
        if (limit == 0)
        {
            return new DeviceRoom.Made([]);
        }

        var live = await sessions.ListLiveIdsAsync(transaction, user.Id);
        if (live.Count >= limit && settings.WhenFull == SessionOptions.Reject)
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
    private static int LimitOf(User user, SessionOptions settings)
    {
        var own = user.Roles.Where(settings.RoleLimits.ContainsKey).Select(role => settings.RoleLimits[role]).ToList();
        return own.Count == 0 ? settings.Limit
            : own.Contains(0) ? 0
            : own.Max();
    }
}
