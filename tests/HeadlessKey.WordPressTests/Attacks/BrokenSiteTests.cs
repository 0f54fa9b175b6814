using System.Net;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>A part of the site is away: nothing is let through that would have been refused.</summary>
[Collection(WholeSiteCollection.Name)]
public sealed class BrokenSiteTests(WordPressSite site)
{
    [SiteFact, Promise("W1")]
    public async Task Without_the_database_nobody_is_anybody_and_no_answer_is_signed()
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("admin"))).Sign();
        await site.StopAsync("database");

        var me = await site.GetMeAsync(token);
        var call = await new SignedCall("/verify", new { login = "admin", password = "admin of the test site" }).SendUnverifiedAsync(site);
        await site.StartAsync("database");

        me.Status.ShouldBe(HttpStatusCode.InternalServerError, me.Body);
        call.Status.ShouldBe(HttpStatusCode.InternalServerError, call.Body);
        call.Header("X-HK-Signature").ShouldBeNull();
        (await site.GetMeAsync(token)).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact, Promise("W1")]
    public async Task A_lock_that_somebody_else_holds_is_busy_and_does_nothing()
    {
        // Another connection takes the lock for accounts, as a request that hangs would.
        await site.RunPhpAsync("global $wpdb; update_option('test_lock', 'headlesskey_' . md5(DB_NAME . \" $wpdb->prefix accounts\")); return 1;");
        var name = await site.SqlAsync("select option_value from wp_options where option_name = 'test_lock'");
        var holding = site.SqlAsync($"select get_lock('{name}', 0), sleep(7)");
        await Task.Delay(500);

        var answer = await site.CallAsync("/users", new { login = "late", email = "late@site.test", password = "of who is late" });
        await holding;

        answer.ShouldBeError(HttpStatusCode.ServiceUnavailable, "headlesskey_busy");
        (await site.SqlAsync("select count(*) from wp_users where user_login = 'late'")).ShouldBe("0");
        (await site.CallAsync("/users", new { login = "late", email = "late@site.test", password = "of who is late" })).ShouldBe(HttpStatusCode.Created);
    }

    [SiteFact, Promise("W1")]
    public async Task A_table_that_cannot_be_written_lets_no_call_in()
    {
        await site.SqlAsync("rename table wp_options to wp_options_away; create view wp_options as select * from wp_options_away where 1 = 1 group by option_id");
        SiteAnswer answer;
        try
        {
            answer = await new SignedCall("/user", new { by = "login", value = "admin" }).SendUnverifiedAsync(site); // its nonce cannot be kept
        }
        finally
        {
            await site.SqlAsync("drop view wp_options; rename table wp_options_away to wp_options");
        }

        answer.Status.ShouldNotBe(HttpStatusCode.OK, answer.Body);
        answer.Body.ShouldNotContain("admin@site.test");
    }
}
