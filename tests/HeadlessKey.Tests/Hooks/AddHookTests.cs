using HeadlessKey.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Tests.Hooks;

public sealed class AddHookTests
{
    [Fact]
    public void One_class_may_stand_at_several_points_and_is_made_once_with_what_it_asks_for()
    {
        var services = new ServiceCollection();
        services.AddSingleton("what it asks for");
        new HeadlessKeyBuilder(services).AddHook<Several>().AddHook<Another>();
        using var provider = services.BuildServiceProvider();

        var at = provider.GetServices<IHook<Authenticating>>().ToList();
        at.Select(hook => hook.GetType()).ShouldBe([typeof(Several), typeof(Another)]);
        provider.GetRequiredService<IHook<Registering>>().ShouldBeSameAs(at[0]);
        provider.GetRequiredService<ISecurityEventObserver>().ShouldBeSameAs(at[0]);
        ((Several)at[0]).Given.ShouldBe("what it asks for");
    }

    [Fact]
    public void A_class_that_is_no_hook_is_refused() =>
        Should.Throw<ArgumentException>(() => new HeadlessKeyBuilder(new ServiceCollection()).AddHook<AddHookTests>())
            .Message.ShouldContain("is no hook");

    private sealed class Several(string given) : IHook<Authenticating>, IHook<Registering>, ISecurityEventObserver
    {
        public string Given { get; } = given;

        public ValueTask RunAsync(Authenticating point, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask RunAsync(Registering point, CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public ValueTask ObserveAsync(ObservedEvent securityEvent, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class Another : IHook<Authenticating>
    {
        public ValueTask RunAsync(Authenticating point, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
