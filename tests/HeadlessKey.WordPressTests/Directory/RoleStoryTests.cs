using System.Diagnostics;
using System.Net.Http.Json;
using HeadlessKey.FunctionalTests.CommandLine;
using HeadlessKey.FunctionalTests.Infrastructure;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary>Roles that are changed here are changed there, as far as the site's owner lets this server.</summary>
public sealed class RoleStoryTests(WordPressSite site) : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-roles-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [SiteFact]
    public async Task An_administrator_changes_roles_and_no_token_says_the_old_ones()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:WordPress:WatchEvery", "0"));
        var user = await site.AddUserAsync("editor");
        var login = await server.SignInAsync(user);
        var admin = await AdminCookieAsync(server);

        var changed = (await SetAsync(server, admin, user.Id, "subscriber", "author")).Expect(200).Json;

        RolesOf(changed).ShouldBe(["author", "subscriber"]);
        (await AtSiteAsync(user)).ShouldBe("subscriber,author");
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200); // and nobody is signed out
        RolesOf(refreshed.Json.GetProperty("user")).ShouldBe(["author", "subscriber"]);
        (await server.Client.ValidateAsync(refreshed.AccessToken)).Expect(200);
        (await server.QueryAsync($"select type || ' ' || detail as what from security_events where subject_id = {user.Id} and type like 'user.%'", "what"))
            .ShouldBe(["user.roles_set subscriber,author"]);

        (await SetAsync(server, admin, user.Id)).Expect(200);
        (await AtSiteAsync(user)).ShouldBeEmpty();
        (await server.Client.ValidateAsync(refreshed.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [SiteFact]
    public async Task What_the_owner_has_not_listed_is_neither_given_nor_taken_away_and_the_answer_says_who_decides()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:WordPress:WatchEvery", "0"));
        var (user, other) = (await site.AddUserAsync(), await site.AddUserAsync("administrator"));
        var login = await server.SignInAsync(user);
        var admin = await AdminCookieAsync(server);

        var notGiven = (await SetAsync(server, admin, user.Id, "administrator")).ExpectError(400, "rest_invalid_param");
        var notTaken = (await SetAsync(server, admin, other.Id, "subscriber")).ExpectError(400, "rest_invalid_param");

        ParameterOf(notGiven).ShouldContain("HEADLESSKEY_ROLES");
        ParameterOf(notTaken).ShouldContain("HEADLESSKEY_ROLES");
        (await AtSiteAsync(user)).ShouldBe("subscriber");
        (await AtSiteAsync(other)).ShouldBe("administrator");
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.QueryAsync("select detail from security_events where type = 'user.roles_set'", "detail")).ShouldBeEmpty();
        (await AdminAsync(server, HttpMethod.Delete, $"/users/{user.Id}", body: null, admin)).ExpectError(409, "headlesskey_done_elsewhere");

        static string ParameterOf(Answer answer) => answer.Json.GetProperty("data").GetProperty("params").GetProperty("roles").GetString()!;
    }

    /// <summary>Whoever is in between may keep the answer, or make the call first: the site has the new roles, and nobody here knows.</summary>
    [SiteTheory, InlineData(Fault.LoseAnswer), InlineData(Fault.Repeat)]
    public async Task A_change_whose_answer_is_lost_ends_the_old_tokens_all_the_same(Fault fault)
    {
        await using var meddler = await Meddler.StartAsync((await ServerBeside.OfAsync(site)).SiteUrl);
        await using var server = await ServerBeside.StartAsync(site, meddler.Url);
        var user = await site.AddUserAsync("editor");
        var login = await server.SignInAsync(user);
        var admin = await AdminCookieAsync(server);
        (meddler.Fault, meddler.Only) = (fault, "/roles");

        (await SetAsync(server, admin, user.Id, "subscriber")).ExpectError(503, "headlesskey_busy");

        (await AtSiteAsync(user)).ShouldBe("subscriber");
        await Eventually.TrueAsync(
            async () => (await server.Client.ValidateAsync(login.AccessToken)).Code == "headlesskey_revoked_token", TimeSpan.FromSeconds(10), "the token still counts");
        RolesOf((await server.Client.RefreshAsync(login.RefreshToken)).Expect(200).Json.GetProperty("user")).ShouldBe(["subscriber"]);
    }

    [SiteFact]
    public async Task A_password_that_is_changed_in_that_moment_has_its_consequences_too()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:WordPress:WatchEvery", "0"));
        var user = await site.AddUserAsync("editor");
        var login = await server.SignInAsync(user);
        var admin = await AdminCookieAsync(server);
        await site.AddPluginAsync($"in-the-moment-of-roles-{user.Id}", $$"""
            add_action('set_user_role', function ($id) {
                global $wpdb;
                if ((int) $id === {{user.Id}}) {
                    $wpdb->update($wpdb->users, array('user_pass' => md5('changed over there')), array('ID' => $id));
                    clean_user_cache($id);
                }
            });
            """);

        (await SetAsync(server, admin, user.Id, "author")).Expect(200);

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
        (await server.QueryAsync($"select detail from security_events where type = 'user.changed_elsewhere' and subject_id = {user.Id}", "detail")).ShouldBe(["password"]);
    }

    [SiteFact]
    public async Task An_operator_does_it_from_the_command_line()
    {
        var user = await site.AddUserAsync();

        var given = await RunAsync("user", "set-roles", user.Login, "author", "subscriber");
        var shown = await RunAsync("user", "show", user.Login);
        var refused = await RunAsync("user", "set-roles", "admin", "subscriber");
        var deleted = await RunAsync("user", "delete", user.Login);

        given.ExitCode.ShouldBe(0, given.Error);
        (await AtSiteAsync(user)).ShouldBe("author,subscriber");
        shown.Output.ShouldContain("author,subscriber");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("HEADLESSKEY_ROLES in WordPress's wp-config.php");
        deleted.ExitCode.ShouldBe(1);
        deleted.Error.ShouldContain("in WordPress");
    }

    private static async Task<string> AdminCookieAsync(ServerBeside server)
    {
        var answer = await AdminAsync(server, HttpMethod.Post, "/session", new { username = "admin", password = "admin of the test site" });
        return answer.Expect(200).Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static Task<Answer> SetAsync(ServerBeside server, string admin, long id, params string[] roles) =>
        AdminAsync(server, HttpMethod.Put, $"/users/{id}/roles", new { roles }, admin);

    private static Task<Answer> AdminAsync(ServerBeside server, HttpMethod method, string route, object? body, string cookie = "") =>
        server.Client.SendAsync(
            method, $"/admin/api/v1{route}", body is null ? null : JsonContent.Create(body), bearer: null, ("Origin", ServerBeside.Issuer), ("Cookie", cookie));

    private static IEnumerable<string?> RolesOf(System.Text.Json.JsonElement user) => user.GetProperty("roles").EnumerateArray().Select(role => role.GetString());

    private async Task<string> AtSiteAsync(SiteUser user) => (await site.RunPhpAsync($"return implode(',', get_userdata({user.Id})->roles);")).GetString()!;

    /// <summary>The program, over the site at which <c>subscriber</c> and <c>author</c> are listed.</summary>
    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        string[] settings =
        [
            "HeadlessKey:Directory=wordpress", $"HeadlessKey:WordPress:Url={site.Url}", $"HeadlessKey:WordPress:KeyId={ConnectorConstants.CallKey}",
            $"HeadlessKey:WordPress:Secret={ConnectorConstants.CallSecret}", $"HeadlessKey:PublicUrl={ConnectorConstants.Issuer}",
        ];
        using var process = Process.Start(BuiltProgram.Of(
            "src/HeadlessKey.Server", new Dictionary<string, string>(), [.. arguments, "--data", folder, .. settings.SelectMany(setting => (string[])["--set", setting])]))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
