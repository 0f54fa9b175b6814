namespace HeadlessKey.Hooks;

/// <summary>
/// Is told what has happened, once it is durable. It can change and break nothing. Register it with <c>AddHook&lt;T&gt;()</c>. It is told by
/// the process in which it happened, one event after the other, and only as long as that process lives: when more than 1,024 events wait,
/// further ones are left out, and a crash loses what waits. What must not be missed is for a webhook.
/// </summary>
public interface ISecurityEventObserver
{
    /// <summary>Takes note. An exception is logged; after <see cref="HooksOptions.Timeout"/> the next event is next.</summary>
    /// <param name="securityEvent">What has happened.</param>
    /// <param name="cancellationToken">Set when the time is over or the server stops.</param>
    /// <returns>When it is done.</returns>
    ValueTask ObserveAsync(ObservedEvent securityEvent, CancellationToken cancellationToken);
}
