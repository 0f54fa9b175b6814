using System.Net;

namespace HeadlessKey.WordPressTests.Calls;

/// <summary>Giving somebody other roles, out of those that the site's owner has listed: <c>subscriber</c> and <c>author</c>.</summary>
public sealed class RolesTests(WordPressSite site)
{
    [SiteFact]
    public async Task Roles_are_given_in_the_place_of_those_there_were_and_count_at_once()
    {
        var user = await site.AddUserAsync();
        var token = (await SiteToken.OfAsync(site, user)).Sign();
        (await WriteAsync(token)).ShouldBeError(HttpStatusCode.Forbidden, "rest_cannot_create");

        var changed = (await SetAsync(user, "author", "subscriber", "author")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user");

        changed.EnumerateObject().Select(member => member.Name).ShouldBe(PageExamples.UserMembers);
        changed.GetProperty("roles").GetRawText().ShouldBe("""["author","subscriber"]""");
        (await KeptAsync(user)).ShouldBe("""[["author","subscriber"],"2"]""");
        (await WriteAsync(token)).ShouldBe(HttpStatusCode.Created);
        (await SetAsync(user, "subscriber")).ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(token)).ShouldBeError(HttpStatusCode.Forbidden, "rest_cannot_create");
    }

    [SiteFact]
    public async Task All_can_be_taken_away_and_given_again()
    {
        var user = await site.AddUserAsync("author");

        (await SetAsync(user)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("roles").GetRawText().ShouldBe("[]");
        (await KeptAsync(user)).ShouldBe("""[[],"0"]""");
        (await SetAsync(user)).ShouldBe(HttpStatusCode.OK);
        (await SetAsync(user, "author")).ShouldBe(HttpStatusCode.OK);
        (await KeptAsync(user)).ShouldBe("""[["author"],"2"]""");
    }

    [SiteFact]
    public async Task Who_was_made_by_sql_and_has_no_row_for_roles_gets_one()
    {
        var user = await site.AddUserAsync();
        await site.SqlAsync($"delete from wp_usermeta where user_id = {user.Id}");

        (await SetAsync(user, "author")).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("roles").GetRawText().ShouldBe("""["author"]""");

        (await site.SqlAsync($"select count(*) from wp_usermeta where user_id = {user.Id} and meta_key = 'wp_capabilities'")).ShouldBe("1");
    }

    [SiteFact]
    public async Task Other_plugins_hear_of_it_as_they_do_from_wordpress()
    {
        var user = await site.AddUserAsync();
        await site.AddPluginAsync("hears-of-roles", $$"""
            if (strpos($_SERVER['REQUEST_URI'], '/users/{{user.Id}}/roles') !== false) {
                foreach (array('remove_user_role', 'add_user_role', 'set_user_role') as $action) {
                    add_action($action, function ($id, ...$said) use ($action) {
                        update_option('heard_of_roles', array_merge(get_option('heard_of_roles', array()), array(array($action, $id, ...$said))));
                    }, 10, 3);
                }
            }
            """);

        (await SetAsync(user, "author")).ShouldBe(HttpStatusCode.OK);
        (await SetAsync(user, "author")).ShouldBe(HttpStatusCode.OK); // which changes nothing

        (await site.RunPhpAsync("return get_option('heard_of_roles');")).GetRawText().ShouldBe(
            $"""[["remove_user_role",{user.Id},"subscriber"],["add_user_role",{user.Id},"author"],["set_user_role",{user.Id},"author",["subscriber"]]]""");
    }

    [SiteFact]
    public async Task They_are_given_only_to_who_still_has_the_password_that_was_expected()
    {
        var user = await site.AddUserAsync();
        var stamp = await site.GetStampAsync(user);
        (await site.CallAsync($"/users/{user.Id}/roles", new { roles = new[] { "author" }, stamp })).ShouldBe(HttpStatusCode.OK);

        await site.CallAsync($"/users/{user.Id}/password", new { password = "second" });

        (await site.CallAsync($"/users/{user.Id}/roles", new { roles = new[] { "subscriber" }, stamp })).ShouldBeError(HttpStatusCode.Conflict, "headlesskey_changed");
        (await KeptAsync(user)).ShouldBe("""[["author"],"2"]""");
    }

    [SiteTheory]
    [InlineData("{}")]
    [InlineData("""{"roles":null}""")]
    [InlineData("""{"roles":"author"}""")]
    [InlineData("""{"roles":[1]}""")]
    [InlineData("""{"roles":["author",["author"]]}""")]
    [InlineData("""{"roles":{"0":"author"}}""")]
    public async Task What_is_no_list_of_roles_is_refused(string body)
    {
        var user = await site.AddUserAsync();

        (await new SignedCall($"/users/{user.Id}/roles", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid")
            .Json.GetProperty("data").GetProperty("params").TryGetProperty("roles", out _).ShouldBeTrue();

        (await KeptAsync(user)).ShouldBe("""[["subscriber"],"0"]""");
    }

    [SiteFact]
    public async Task Nobody_gets_none() =>
        (await site.CallAsync("/users/987654/roles", new { roles = new[] { "author" } })).ShouldBeError(HttpStatusCode.NotFound, "headlesskey_no_user");

    private Task<SiteAnswer> SetAsync(SiteUser user, params string[] roles) => site.CallAsync($"/users/{user.Id}/roles", new { roles });

    private Task<SiteAnswer> WriteAsync(string token) =>
        site.SendAsync(site.Request(HttpMethod.Post, "/wp-json/wp/v2/posts", token, new { title = "Written from outside" }));

    /// <summary>The roles by WordPress itself, and the level that older plugins look at.</summary>
    private async Task<string> KeptAsync(SiteUser user) =>
        (await site.RunPhpAsync($"return array(array_values(get_userdata({user.Id})->roles), get_user_meta({user.Id}, 'wp_user_level', true));")).GetRawText();
}
