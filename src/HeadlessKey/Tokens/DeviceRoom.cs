namespace HeadlessKey.Tokens;

/// <summary>Whether another device may sign in.</summary>
internal abstract record DeviceRoom
{
    /// <summary>It may. Older sessions may have had to go: their entries belong into the <see cref="RevocationList"/> after the commit.</summary>
    internal sealed record Made(List<RevocationEntry> Evicted) : DeviceRoom;

    /// <summary>The user has as many as allowed, and none is to go.</summary>
    internal sealed record Full(int Limit) : DeviceRoom;
}
