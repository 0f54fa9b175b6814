using System.Net;
using HeadlessKey.FunctionalTests.Infrastructure;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>Whoever knows the old password, or has a session of it, wants it to stay while its owner sets a new one.</summary>
public sealed class PasswordAttackTests(WordPressSite site)
{
    /// <summary>WordPress writes a whole row when one name in it is changed, as it has read it. Its own pages ask for no lock of ours.</summary>
    [SiteTheory]
    [InlineData("""{"display_name":"A thief"}""")]
    [InlineData("""{"first_name":"A","locale":"de_DE"}""")]
    public async Task A_change_of_the_profile_takes_nothing_back_that_is_changed_in_this_moment(string change)
    {
        var user = await site.AddUserAsync();
        await site.AddPluginAsync($"changes-in-the-moment-{user.Id}", $$"""
            if (preg_match('#/users/{{user.Id}}$#', $_SERVER['REQUEST_URI'])) {
                add_filter('wp_pre_insert_user_data', function ($data) {
                    global $wpdb;
                    $wpdb->query("update wp_users set user_pass = md5('new'), user_email = 'owner@site.test', user_activation_key = 'used', user_nicename = 'owner', user_url = 'https://owner.test' where ID = {{user.Id}}");
                    return $data;
                });
            }
            """);

        (await new SignedCall($"/users/{user.Id}", change).SendAsync(site)).ShouldBe(HttpStatusCode.OK);

        (await site.SqlAsync($"select user_pass = md5('new'), user_email, user_activation_key, user_nicename, user_url from wp_users where ID = {user.Id}"))
            .ShouldBe("1\towner@site.test\tused\towner\thttps://owner.test");
    }

    [SiteFact]
    public async Task An_address_is_changed_without_the_name_the_password_or_what_other_plugins_write()
    {
        var user = await site.AddUserAsync();
        await site.AddPluginAsync($"writes-the-url-{user.Id}", $$"""
            if (preg_match('#/users/{{user.Id}}$#', $_SERVER['REQUEST_URI'])) {
                add_filter('wp_pre_insert_user_data', function ($data) {
                    global $wpdb;
                    $wpdb->query("update wp_users set user_pass = md5('new'), display_name = 'Owner', user_activation_key = 'used' where ID = {{user.Id}}");
                    return $data + array('user_status' => 0);
                });
            }
            """);

        (await site.CallAsync($"/users/{user.Id}", new { email = $"new-{user.Email}" })).ShouldBe(HttpStatusCode.OK);

        (await site.SqlAsync($"select user_pass = md5('new'), user_email, display_name, user_activation_key from wp_users where ID = {user.Id}"))
            .ShouldBe($"1\tnew-{user.Email}\tOwner\t"); // a key for a new password was for the old address: WordPress takes it back
    }

    [SiteFact]
    public async Task A_new_password_stays_in_the_midst_of_fifty_changes_of_the_profile()
    {
        var user = await site.AddUserAsync();
        await site.AddPluginAsync($"slow-profile-{user.Id}", $$"""
            if (preg_match('#/users/{{user.Id}}$#', $_SERVER['REQUEST_URI'])) {
                add_filter('wp_pre_insert_user_data', function ($data) { usleep(20000); return $data; });
            }
            """);

        var changes = Enumerable.Range(0, 50).Select(number => site.CallAsync($"/users/{user.Id}", new { display_name = $"Thief {number}" })).ToList();
        (await site.CallAsync($"/users/{user.Id}/password", new { password = "a new one" })).ShouldBe(HttpStatusCode.OK);
        var answers = await Task.WhenAll(changes);

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Code == "headlesskey_busy");
        (await SignsInAsync(user.Login, "a new one")).ShouldBeTrue();
        (await SignsInAsync(user.Login, user.Password)).ShouldBeFalse();
    }

    /// <summary>A sign-in makes an old hash anew, and so writes the password that it was given.</summary>
    [SiteFact]
    public async Task A_sign_in_that_makes_the_hash_anew_does_not_write_the_old_password_over_a_new_one()
    {
        var user = await site.AddUserAsync();
        await site.SqlAsync($"update wp_users set user_pass = md5('{user.Password}') where ID = {user.Id}");
        await site.AddPluginAsync($"slow-sign-in-{user.Id}", $$"""
            if (strpos($_SERVER['REQUEST_URI'], '/verify') !== false) {
                add_filter('wp_authenticate_user', function ($user) {
                    if (!is_wp_error($user) && $user->ID === {{user.Id}}) {
                        file_put_contents('{{site.Folder}}/tmp/signs-in-{{user.Id}}', '');
                        usleep(700000);
                    }
                    return $user;
                });
            }
            """);

        var signingIn = SignsInAsync(user.Login, user.Password);
        var mark = Path.Combine(site.Folder, "tmp", $"signs-in-{user.Id}");
        await Eventually.TrueAsync(() => Task.FromResult(File.Exists(mark)), TimeSpan.FromSeconds(20), "nobody signs in");
        (await site.CallAsync($"/users/{user.Id}/password", new { password = "a new one" })).ShouldBe(HttpStatusCode.OK);
        (await signingIn).ShouldBeTrue(); // it came first

        (await SignsInAsync(user.Login, "a new one")).ShouldBeTrue();
        (await SignsInAsync(user.Login, user.Password)).ShouldBeFalse();
    }

    private async Task<bool> SignsInAsync(string login, string password) =>
        (await site.CallAsync("/verify", new { login, password })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("ok").GetBoolean();
}
