using HeadlessKey.Hooks;

namespace HeadlessKey.Tests.Hooks;

internal sealed class SampleHook<TPoint>(Func<TPoint, CancellationToken, ValueTask> run) : IHook<TPoint>
    where TPoint : HookPoint
{
    public ValueTask RunAsync(TPoint point, CancellationToken cancellationToken) => run(point, cancellationToken);
}
