using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Tests.Infrastructure;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.Hooks;

public sealed class NoHooksTests
{
    [Fact]
    public async Task Where_nobody_has_a_say_nothing_is_allocated_for_asking()
    {
        var hooks = new GrantHooks(NoHooks.At<TokenIssuing>(), NoHooks.At<TokenResponding>());
        var client = new ClientInfo("192.0.2.1", "curl/8", "request-1");
        var user = new User
        {
            Id = 7, Login = "ada", Email = "ada@example.com", DisplayName = "Ada", RegisteredAt = DateTimeOffset.UnixEpoch, Roles = [], PasswordHash = string.Empty, Version = 1,
        };
        (await hooks.AskAsync(user, GrantOccasion.Login, client, CancellationToken.None)).ShouldBeSameAs(GrantExtras.None);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            _ = await hooks.AskAsync(user, GrantOccasion.Login, client, CancellationToken.None);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
