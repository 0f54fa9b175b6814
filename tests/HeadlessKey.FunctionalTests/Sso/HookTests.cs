using HeadlessKey.Hooks;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>Hooks have a say in who somebody of another site is.</summary>
public sealed class HookTests
{
    [Theory, EveryEngine]
    public async Task A_hook_chooses_login_name_and_roles(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, With<SsoMapping>(point =>
        {
            (point.Site, point.Subject, point.Login, point.EmailVerified, point.RemoteRoles.Single()).ShouldBe(("other", "42", "grace", true, "author"));
            point.Login = "<admiral>";
            point.DisplayName = "The Admiral";
            point.Roles = ["editor"];
        }), SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        var user = (await server.ExchangeAsync(site.Token())).Expect(200).Json.GetProperty("user");

        user.GetProperty("user_login").GetString().ShouldBe("admiral");
        user.GetProperty("display_name").GetString().ShouldBe("The Admiral");
        user.GetProperty("roles").EnumerateArray().Single().GetString().ShouldBe("editor");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task An_address_that_a_hook_gives_is_as_unproven_as_any_other(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, With<SsoMapping>(point => point.Email = TestUser.Email), SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: Sites.SitePeople.LinkByVerifiedEmail));

        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_that_refuses_or_fails_lets_nobody_in(string engine)
    {
        var fails = false;
        await using var server = await TestServer.StartAsync(engine, With<SsoMapping>(point =>
        {
            if (fails)
            {
                throw new InvalidOperationException();
            }

            point.Refuse("not_today");
        }), SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        (await server.ExchangeAsync(site.Token())).ExpectError(403, "not_today");
        fails = true;
        (await server.ExchangeAsync(site.Token())).Status.ShouldBeOneOf([403, 503]);

        (await server.SessionsAsync()).ShouldBeEmpty();
        (await server.QueryAsync("select id from users", "id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_that_refuses_the_token_leaves_no_session(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, With<TokenIssuing>(point =>
        {
            if (point.Occasion == "sso")
            {
                point.Refuse();
            }
        }), SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        (await server.ExchangeAsync(site.Token())).Expect(403);

        (await server.SessionsAsync()).ShouldBeEmpty();
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_hook_that_refuses_a_token_is_heard_by_the_proxy_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, With<TokenValidating>(point => point.Refuse()));
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;

        (await server.Client.GetAsync($"{SsoRequests.Root}/auth/verify", token)).Expect(403);
    }

    private static Action<IServiceCollection> With<TPoint>(Action<TPoint> hook)
        where TPoint : HookPoint =>
        services => services.AddSingleton<IHook<TPoint>>(new Hook<TPoint>(hook));

    private sealed class Hook<TPoint>(Action<TPoint> hook) : IHook<TPoint>
        where TPoint : HookPoint
    {
        public ValueTask RunAsync(TPoint point, CancellationToken cancellationToken)
        {
            hook(point);
            return ValueTask.CompletedTask;
        }
    }
}
