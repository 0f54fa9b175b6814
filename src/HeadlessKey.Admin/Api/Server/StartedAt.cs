namespace HeadlessKey.Admin.Api.Server;

/// <summary>When this server started.</summary>
internal sealed class StartedAt(TimeProvider time)
{
    public DateTimeOffset Time { get; } = time.GetUtcNow();
}
