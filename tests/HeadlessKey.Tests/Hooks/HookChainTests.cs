using System.Collections.Concurrent;
using HeadlessKey.Hooks;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Hooks;

[Promise("W1")]
public sealed class HookChainTests
{
    private readonly ConcurrentQueue<string> log = new();

    [Fact]
    public async Task Hooks_are_asked_in_their_order_until_one_refuses()
    {
        var asked = new List<int>();
        var chain = Chain(
            (_, _) => Done(() => asked.Add(1)),
            (point, _) => Done(() => { asked.Add(2); point.Refuse("closed_at_night", "Come back\nin the morning."); }),
            (_, _) => Done(() => asked.Add(3)));

        var refusal = await chain.RunAsync(SamplePoints.Authenticating, CancellationToken.None);

        asked.ShouldBe([1, 2]);
        refusal!.Error.Status.ShouldBe(403);
        refusal.Error.Code.ShouldBe("closed_at_night");
        refusal.Error.Message.English.ShouldBe("Come back in the morning.");
        log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_hooks_nothing_is_refused_and_nobody_need_be_asked()
    {
        var chain = Chain();

        chain.Any.ShouldBeFalse();
        (await chain.RunAsync(SamplePoints.Authenticating, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hook_that_throws_refuses_and_is_logged_with_its_exception()
    {
        var refusal = await Chain((_, _) => throw new InvalidOperationException("a bug")).RunAsync(SamplePoints.Authenticating, CancellationToken.None);

        refusal.ShouldBe(HookRefusal.Failed);
        refusal!.Error.Code.ShouldBe("headlesskey_hook_failed");
        log.Single().ShouldContain("a bug");
    }

    [Fact]
    public async Task A_hook_that_throws_later_refuses_too() =>
        (await Chain(async (_, _) => { await Task.Yield(); throw new InvalidOperationException("a bug"); })
            .RunAsync(SamplePoints.Authenticating, CancellationToken.None)).ShouldBe(HookRefusal.Failed);

    [Fact]
    public async Task A_hook_that_gives_a_code_that_is_none_refuses_as_failed() =>
        (await Chain((point, _) => Done(() => point.Refuse("No way!"))).RunAsync(SamplePoints.Authenticating, CancellationToken.None)).ShouldBe(HookRefusal.Failed);

    [Fact]
    public async Task A_hook_that_does_not_answer_in_time_refuses_even_if_it_never_looks_at_its_token()
    {
        var never = new TaskCompletionSource();

        (await Chain((_, _) => new ValueTask(never.Task)).RunAsync(SamplePoints.Authenticating, CancellationToken.None)).ShouldBe(HookRefusal.Failed);

        log.Single().ShouldContain("no answer in time");
    }

    [Fact]
    public async Task A_client_that_hangs_up_is_no_answer_of_the_hook()
    {
        using var gone = new CancellationTokenSource();
        var chain = Chain(async (_, cancellationToken) => { await gone.CancelAsync(); await Task.Delay(Timeout.Infinite, cancellationToken); });

        await Should.ThrowAsync<OperationCanceledException>(async () => await chain.RunAsync(SamplePoints.Authenticating, gone.Token));
    }

    [Fact, Promise("W3")]
    public async Task What_a_hook_of_passwords_throws_is_not_logged()
    {
        var hook = new SampleHook<PasswordChoosing>((point, _) => throw new InvalidOperationException($"I know {point.Password}"));
        var chain = new HookChain<PasswordChoosing>([hook], new HooksOptions(), new QueueLogger<HookChain<PasswordChoosing>>(log));

        await chain.RunAsync(new PasswordChoosing("canary-7f3a1c", "ada", null), CancellationToken.None);

        log.Single().ShouldContain("InvalidOperationException");
        log.Single().ShouldNotContain("canary");
    }

    private HookChain<Authenticating> Chain(params Func<Authenticating, CancellationToken, ValueTask>[] hooks) => new(
        hooks.Select(hook => new SampleHook<Authenticating>(hook)),
        new HooksOptions { Timeout = TimeSpan.FromMilliseconds(100) },
        new QueueLogger<HookChain<Authenticating>>(log));

    private static ValueTask Done(Action action)
    {
        action();
        return ValueTask.CompletedTask;
    }
}
