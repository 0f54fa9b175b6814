using System.Diagnostics;
using System.Net;
using HeadlessKey.Directory;
using HeadlessKey.FunctionalTests.Infrastructure;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary>What ends a session ends it everywhere within two seconds: at WordPress and here, by token and by refresh token.</summary>
public sealed class EndedEverywhereTests(WordPressSite site)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(2);

    [SiteFact, Promise("S8")]
    public Task Signing_out() => ExpectEndAsync((server, login, _) => server.Client.RevokeAsync(login.AccessToken));

    [SiteFact, Promise("S8")]
    public Task Signing_out_everywhere() => ExpectEndAsync(async (server, _, user) =>
        (await server.Client.RevokeAsync((await server.SignInAsync(user)).AccessToken, "all")).Expect(200));

    /// <summary>More than one call of the connector can say.</summary>
    [SiteFact, Promise("S8")]
    public Task Signing_out_everywhere_of_very_many_sessions() => ExpectEndAsync(async (server, login, user) =>
    {
        await server.Services.GetRequiredService<Database>().WriteAsync(transaction => transaction.ExecuteAsync(
            Sql.Script($"""
                insert into sessions (id, user_id, salt, generation, created_at, rotated_at, idle_expires_at, expires_at, access_expires_at)
                with recursive many(i) as (select 1 union all select i + 1 from many where i < 1200)
                select '{new string('m', 28)}' || (1000 + i), user_id, salt, generation, created_at, rotated_at, idle_expires_at, expires_at, access_expires_at
                from many, sessions where sessions.id = '{login.SessionId}'
                """),
            CancellationToken.None));
        (await server.Client.RevokeAsync((await server.SignInAsync(user)).AccessToken, "all")).Expect(200);
    });

    [SiteFact, Promise("S8")]
    public Task Ending_a_device_from_another_one() => ExpectEndAsync(async (server, login, user) =>
    {
        var other = (await server.SignInAsync(user)).AccessToken;
        (await server.Client.SendAsync(HttpMethod.Delete, $"/wp-json/headlesskey/v1/sessions/{login.SessionId}", content: null, other)).Expect(200);
    });

    [SiteFact, Promise("S8")]
    public Task Changing_the_password_here() => ExpectEndAsync(async (server, login, user) =>
        (await server.Client.SendAsync(
            HttpMethod.Post, "/wp-json/headlesskey/v1/change-password",
            System.Net.Http.Json.JsonContent.Create(new { current_password = user.Password, new_password = "quite another one" }), login.AccessToken)).Expect(200));

    [SiteFact, Promise("S8")]
    public Task Changing_the_password_in_wp_admin() => ExpectEndAsync((_, _, user) =>
        site.RunPhpAsync($"return wp_update_user(array('ID' => {user.Id}, 'user_pass' => 'changed over there'));"));

    [SiteFact, Promise("S8")]
    public Task Changing_the_password_in_the_database() => ExpectEndAsync((_, _, user) =>
        site.SqlAsync($"update wp_users set user_pass = md5('by hand') where ID = {user.Id}"));

    [SiteFact, Promise("S8")]
    public Task Disabling_the_user_here() => ExpectEndAsync(async (server, _, user) =>
        (await server.Services.GetRequiredService<UserAccounts>().DisableAsync(user.Id)).ShouldBeNull());

    [SiteFact, Promise("S8")]
    public Task Disabling_the_user_over_there() => ExpectEndAsync((_, _, user) => site.SqlAsync($"update wp_users set user_status = 1 where ID = {user.Id}"));

    [SiteFact, Promise("S8")]
    public Task Deleting_the_user_over_there() => ExpectEndAsync((_, _, user) =>
        site.SqlAsync($"delete from wp_users where ID = {user.Id}; delete from wp_usermeta where user_id = {user.Id}"));

    [SiteFact]
    public async Task Another_role_ends_the_token_that_says_the_old_one_and_the_next_one_says_it()
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync("editor");
        var login = await server.SignInAsync(user);
        await site.RunPhpAsync($"get_userdata({user.Id})->set_role('subscriber'); return 1;");

        await Eventually.TrueAsync(
            async () => (await server.Client.ValidateAsync(login.AccessToken)).Code == "headlesskey_revoked_token", TimeSpan.FromSeconds(10), "the token still counts");

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200).Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("subscriber");
    }

    [SiteFact]
    public async Task A_disabled_user_learns_it_only_by_the_right_password()
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync();
        await site.SqlAsync($"update wp_users set user_status = 1 where ID = {user.Id}");

        (await server.Client.LoginAsync(user.Login, user.Password)).ExpectError(403, "headlesskey_account_disabled");
        (await server.Client.LoginAsync(user.Login, "not the password")).ExpectError(401, "incorrect_password");
    }

    private async Task ExpectEndAsync(Func<ServerBeside, Answer, SiteUser, Task> end)
    {
        var server = await ServerBeside.OfAsync(site);
        var user = await site.AddUserAsync("editor");
        var login = await server.SignInAsync(user);
        (await AtSiteAsync(server, login.AccessToken)).ShouldBe(HttpStatusCode.OK);

        await end(server, login, user);

        var clock = Stopwatch.StartNew();
        while (!await IsRefusedEverywhereAsync(server, login))
        {
            clock.Elapsed.ShouldBeLessThan(Within * Patience.OnABusyMachine);
            await Task.Delay(50);
        }

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
    }

    private async Task<bool> IsRefusedEverywhereAsync(ServerBeside server, Answer login) =>
        (await AtSiteAsync(server, login.AccessToken)).Status == HttpStatusCode.Unauthorized
        && (await server.Client.ValidateAsync(login.AccessToken)).Status == 401;

    private Task<SiteAnswer> AtSiteAsync(ServerBeside server, string token)
    {
        var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", token);
        request.RequestUri = new Uri(server.SiteUrl, "/wp-json/wp/v2/users/me");
        return site.SendAsync(request);
    }
}
