using System.Net;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>Who has the server, or its secret, wants more of the site than its owner has listed: <c>subscriber</c> and <c>author</c>.</summary>
public sealed class RoleAttackTests(WordPressSite site)
{
    [SiteTheory]
    [InlineData("administrator")]
    [InlineData("editor")]
    [InlineData("Author")]
    [InlineData("author ")]
    [InlineData("")]
    [InlineData("no-role")]
    [InlineData("manage_options")]
    [InlineData("author", "administrator")]
    public async Task What_is_not_listed_is_not_given(params string[] roles)
    {
        var user = await site.AddUserAsync();
        var before = await KeptAsync(user.Id);

        (await SetAsync(user.Id, roles)).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");

        (await KeptAsync(user.Id)).ShouldBe(before);
    }

    [SiteTheory]
    [InlineData("array('administrator' => true)")]
    [InlineData("array('administrator' => false)")]
    [InlineData("array('subscriber' => true, 'editor' => true)")]
    [InlineData("array('subscriber' => true, 'manage_options' => true)")]
    [InlineData("array('author' => true, 'publish_posts' => false)")]
    [InlineData("array('a-role-of-a-plugin-that-is-off' => true)")]
    public async Task Who_has_what_is_not_listed_is_not_changed(string capabilities)
    {
        var user = await site.AddUserAsync();
        await site.RunPhpAsync($"return update_user_meta({user.Id}, 'wp_capabilities', {capabilities});");
        var before = await KeptAsync(user.Id);

        foreach (var roles in new string[][] { [], ["subscriber"], ["author", "subscriber"] })
        {
            (await SetAsync(user.Id, roles)).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");
        }

        (await KeptAsync(user.Id)).ShouldBe(before);
    }

    [SiteFact]
    public async Task The_first_administrator_stays_one()
    {
        (await SetAsync(1, [])).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");
        (await SetAsync(1, ["subscriber"])).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");
        (await site.CallAsync("/users/1", new { roles = new[] { "subscriber" }, role = "subscriber" })).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("user").GetProperty("roles").GetRawText().ShouldBe("""["administrator"]""");
    }

    /// <summary>A role that is misspelt, or whose plugin is off, is to WordPress a capability.</summary>
    [SiteFact]
    public async Task A_listed_name_that_is_no_role_is_neither_given_nor_taken_away()
    {
        var at = await site.ConfigureAsync($"""
            define('HEADLESSKEY_SERVERS', array({Php.Text(ConnectorConstants.CallKey)} => {Php.Text(ConnectorConstants.CallSecret)}));
            define('HEADLESSKEY_ROLES', array('subscriber', 'manage_options'));
            """);
        var user = await site.AddUserAsync();

        (await CallAsync($"/users/{user.Id}/roles", new { roles = new[] { "manage_options" } })).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");
        (await CallAsync("/users", new { login = "optioner", email = "optioner@site.test", password = "of one", role = "manage_options" })).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");
        await site.RunPhpAsync($"get_userdata({user.Id})->add_cap('manage_options'); return 1;");
        (await CallAsync($"/users/{user.Id}/roles", new { roles = new[] { "subscriber" } })).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");

        Task<SiteAnswer> CallAsync(string route, object body) => new SignedCall(route, body).SendAsync(site, at);
    }

    /// <summary>WordPress's own pages ask for no lock of ours.</summary>
    [SiteFact]
    public async Task Who_is_made_an_administrator_in_the_moment_of_the_change_stays_one()
    {
        var user = await site.AddUserAsync();
        await site.AddPluginAsync("promotes-in-the-moment", $$"""
            if (strpos($_SERVER['REQUEST_URI'], '/users/{{user.Id}}/roles') !== false) {
                add_filter('query', function ($sql) {
                    global $wpdb;
                    static $isDone = false;
                    if (!$isDone && stripos($sql, 'update') === 0 && strpos($sql, 'wp_capabilities') !== false) {
                        $isDone = true;
                        $wpdb->query("update wp_usermeta set meta_value = 'a:1:{s:13:\"administrator\";b:1;}' where user_id = {{user.Id}} and meta_key = 'wp_capabilities'");
                    }
                    return $sql;
                });
            }
            """);

        (await SetAsync(user.Id, ["author"])).ShouldBeError(HttpStatusCode.Conflict, "headlesskey_changed");
        (await SetAsync(user.Id, ["author"])).ShouldBeError(HttpStatusCode.Forbidden, "headlesskey_role");

        (await KeptAsync(user.Id)).ShouldBe("""a:1:{s:13:"administrator";b:1;}""");
    }

    /// <summary>A cache, or a plugin that shows the site as another role would see it, says less than the database has.</summary>
    [SiteFact]
    public async Task An_administrator_whom_a_cache_has_as_something_less_stays_one()
    {
        var user = await site.AddUserAsync("administrator");
        await site.AddPluginAsync("shows-less", $$"""
            if (strpos($_SERVER['REQUEST_URI'], '/users/{{user.Id}}/roles') !== false) {
                add_filter('get_user_metadata', function ($value, $id, $key) {
                    return $id === {{user.Id}} && $key === 'wp_capabilities' ? array(array('subscriber' => true)) : $value;
                }, 10, 3);
            }
            """);

        (await SetAsync(user.Id, ["author"])).ShouldBeError(HttpStatusCode.Conflict, "headlesskey_changed");

        (await KeptAsync(user.Id)).ShouldBe("""a:1:{s:13:"administrator";b:1;}""");
    }

    [SiteFact]
    public async Task Who_is_made_an_administrator_in_the_midst_of_many_changes_stays_one()
    {
        var user = await site.AddUserAsync();

        var calls = Enumerable.Range(0, 16).Select(number => SetAsync(user.Id, number % 2 == 0 ? ["author"] : ["subscriber", "author"])).ToList();
        await site.RunPhpAsync($"get_userdata({user.Id})->set_role('administrator'); return 1;");
        var answers = await Task.WhenAll(calls);

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "headlesskey_role" || answer.Code == "headlesskey_changed");
        (await KeptAsync(user.Id)).ShouldBe("""a:1:{s:13:"administrator";b:1;}""");
    }

    private Task<SiteAnswer> SetAsync(long id, string[] roles) => site.CallAsync($"/users/{id}/roles", new { roles });

    private Task<string> KeptAsync(long id) => site.SqlAsync($"select meta_value from wp_usermeta where user_id = {id} and meta_key = 'wp_capabilities'");
}
