using HeadlessKey.Hooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.Infrastructure;

/// <summary>A point at which nobody has a say.</summary>
internal static class NoHooks
{
    /// <summary>Nobody who wants to be told.</summary>
    public static EventObservers Observers { get; } = new([], new HooksOptions(), NullLogger<EventObservers>.Instance);

    public static HookChain<TPoint> At<TPoint>()
        where TPoint : HookPoint => new([], new HooksOptions(), NullLogger<HookChain<TPoint>>.Instance);
}
