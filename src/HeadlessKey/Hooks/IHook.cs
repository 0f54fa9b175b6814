namespace HeadlessKey.Hooks;

/// <summary>
/// Code of the host's that has a say at one point of a flow, such as <c>IHook&lt;TokenIssuing&gt;</c>. Register it with
/// <c>AddHook&lt;T&gt;()</c>; it is made once and used by many requests at the same time. Hooks of one point run one after the other, in the
/// order in which they were added, until one refuses. An exception, or no answer within <see cref="HooksOptions.Timeout"/>, refuses what was
/// asked for.
/// </summary>
/// <typeparam name="TPoint">The point: what there is to know and what can be changed or refused.</typeparam>
public interface IHook<in TPoint>
    where TPoint : HookPoint
{
    /// <summary>Looks, changes, refuses, or does nothing. Wait by <c>await</c>: a blocked thread cannot be timed out.</summary>
    /// <param name="point">The point.</param>
    /// <param name="cancellationToken">Set when the time is over or the client has hung up.</param>
    /// <returns>When it is done.</returns>
    ValueTask RunAsync(TPoint point, CancellationToken cancellationToken);
}
