using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>Reads an event back as others are told of it.</summary>
internal sealed class RecordedEventStore(Database database)
{
    /// <summary>The event in a row; null: it is older than events are kept.</summary>
    public Task<RecordedEvent?> FindAsync(long row, CancellationToken cancellationToken) =>
        database.FindAsync($"select * from security_events where id = {row}", RecordedEvent.Of, cancellationToken);
}
