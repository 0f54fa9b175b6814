using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>Who wants to be told of events. Register it as a singleton under this interface.</summary>
internal interface IEventSubscriber
{
    /// <summary>
    /// Queues what the event asks for, in the transaction that writes it: neither is there without the other. The database decides who is
    /// told; a list in memory would be out of date on some node, and lose an event.
    /// </summary>
    Task AppendAsync(Transaction transaction, RecordedEvent recorded, CancellationToken cancellationToken);
}
