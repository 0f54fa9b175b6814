using HeadlessKey.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Hooks;

/// <summary>A hook that does what the test says at the moment.</summary>
internal sealed class SwitchHook<TPoint> : IHook<TPoint>
    where TPoint : HookPoint
{
    private int calls;

    public int Calls => calls;

    public Func<TPoint, CancellationToken, ValueTask> Does { get; set; } = static (_, _) => ValueTask.CompletedTask;

    public void Do(Action<TPoint> action) => Does = (point, _) =>
    {
        action(point);
        return ValueTask.CompletedTask;
    };

    public void Throw() => Do(static _ => throw new InvalidOperationException("a bug in a hook"));

    /// <summary>Never answers, and does not look at its token.</summary>
    public void Hang() => Does = static (_, _) => new ValueTask(new TaskCompletionSource().Task);

    public ValueTask RunAsync(TPoint point, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return Does(point, cancellationToken);
    }

    /// <summary>Starts a server that asks it.</summary>
    public Task<TestServer> StartAsync(string engine, params (string Key, string? Value)[] overrides) => TestServer.StartAsync(
        engine, services => services.AddSingleton<IHook<TPoint>>(this), [("HeadlessKey:Hooks:Timeout", "00:00:00.200"), .. overrides]);
}
