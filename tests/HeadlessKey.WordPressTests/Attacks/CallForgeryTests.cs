using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>Calls that the server has not made, or not made like that.</summary>
public sealed class CallForgeryTests(WordPressSite site)
{
    public static TheoryData<string> Routes =>
        ["/verify", "/user", "/users", "/users/1", "/users/1/password", "/users/1/roles", "/users/1/revoke", "/stamps", "/keys", "/health"];

    [SiteTheory, MemberData(nameof(Routes))]
    public async Task Without_a_signature_there_is_no_call(string route)
    {
        var request = site.Request(HttpMethod.Post, $"/wp-json/headlesskey-connector/v1{route}", body: new { by = "id", value = 1, password = "taken over" });

        var answer = await site.SendAsync(request);

        answer.ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature").Header("X-HK-Signature").ShouldBeNull();
    }

    [SiteTheory, MemberData(nameof(Routes))]
    public async Task An_administrator_may_not_call_either(string route)
    {
        var token = (await SiteToken.OfAsync(site, await site.GetUserAsync("admin"))).Sign();
        var request = site.Request(HttpMethod.Post, $"/wp-json/headlesskey-connector/v1{route}", token, new { by = "id", value = 1 });

        (await site.SendAsync(request)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");
    }

    [SiteFact]
    public async Task Whatever_is_signed_cannot_be_changed()
    {
        Action<SignedCall>[] changes =
        [
            call => call.Secret += "x",
            call => call.Key = "server-2",
            call => call.Key = string.Empty,
            call => call.SignedRoute = "/headlesskey-connector/v1/health",
            call => call.SignedRoute = "/wp-json/headlesskey-connector/v1/user",
            call => call.SignedRoute = "/headlesskey-connector/v1/User",
            call => call.Signature = new string('0', 64),
            call => call.Signature = "0",
            call => call.Timestamp += ".0",
            call => call.Timestamp = "-1",
            call => call.Timestamp = string.Empty,
            call => call.Nonce = call.Nonce.ToUpperInvariant() + "A",
            call => call.Nonce = call.Nonce[1..],
            call => call.Nonce = string.Empty,
        ];
        foreach (var change in changes)
        {
            var call = Call().With(change);
            (await call.SendUnverifiedAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");
        }
    }

    [SiteFact]
    public async Task A_signature_is_for_one_body_one_time_and_one_nonce()
    {
        var call = Call();
        call.Signature = call.ToRequest(site.Url).Headers.GetValues("X-HK-Signature").Single();
        Action<SignedCall>[] changes =
        [
            changed => changed.Body = changed.Body.Replace("admin", "editor", StringComparison.Ordinal),
            changed => changed.Body += " ",
            changed => changed.Timestamp = (long.Parse(changed.Timestamp, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture),
            changed => changed.Nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            changed => changed.Target = changed.Target.Replace("/user", "/health", StringComparison.Ordinal),
        ];
        foreach (var change in changes)
        {
            var changed = new SignedCall("/user", call.Body) { Timestamp = call.Timestamp, Nonce = call.Nonce, Signature = call.Signature }.With(change);
            (await changed.SendUnverifiedAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");
        }

        (await call.SendAsync(site)).ShouldBe(HttpStatusCode.OK);
    }

    [SiteFact]
    public async Task An_upper_case_signature_or_one_with_more_behind_it_is_none()
    {
        var call = Call();
        var signature = call.ToRequest(site.Url).Headers.GetValues("X-HK-Signature").Single();

        (await call.With(call => call.Signature = signature.ToUpperInvariant()).SendUnverifiedAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");
        (await call.With(call => call.Signature = signature + "0").SendUnverifiedAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");
    }

    [SiteFact]
    public async Task A_call_is_made_once()
    {
        var call = Call();

        (await call.SendAsync(site)).ShouldBe(HttpStatusCode.OK);
        (await call.SendAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_replayed");
    }

    [SiteFact]
    public async Task Of_fifty_that_replay_a_call_at_once_one_is_heard()
    {
        var call = Call();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => call.SendAsync(site)));

        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Code == "headlesskey_call_replayed").ShouldBe(49);
    }

    [SiteTheory]
    [InlineData(-70)]
    [InlineData(70)]
    [InlineData(-86400)]
    [InlineData(900000000)]
    public async Task A_call_from_another_time_is_refused_and_told_the_time(int seconds)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var call = Call().With(call => call.Timestamp = (now + seconds).ToString(CultureInfo.InvariantCulture));

        var answer = (await call.SendAsync(site)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_clock");

        answer.Json.GetProperty("data").GetProperty("time").GetInt64().ShouldBeInRange(now - 1, now + 30);
    }

    [SiteTheory]
    [InlineData(-50)]
    [InlineData(50)]
    public async Task Clocks_may_differ_by_less_than_a_minute(int seconds) =>
        (await Call().With(call => call.Timestamp = (DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture)).SendAsync(site))
            .ShouldBe(HttpStatusCode.OK);

    [SiteTheory]
    [InlineData("value=2")]
    [InlineData("_envelope=1")]
    [InlineData("_fields=code")]
    [InlineData("_method=GET")]
    [InlineData("_jsonp=alert")]
    [InlineData("id=2")]
    public async Task A_query_is_not_signed_and_so_not_heard(string query)
    {
        var call = Call().With(call => call.Target += $"?{query}");

        var answer = await call.SendUnverifiedAsync(site);

        answer.Body.ShouldNotContain("user_login");
        answer.Body.ShouldNotContain("admin@site.test");
    }

    [SiteFact]
    public async Task The_id_of_the_route_is_not_replaced_by_one_of_the_body()
    {
        var (one, other) = (await site.AddUserAsync(), await site.AddUserAsync());

        var answer = await site.CallAsync($"/users/{one.Id}", new { id = other.Id, user_id = other.Id, nickname = "chosen" });

        answer.ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("ID").GetInt64().ShouldBe(one.Id);
        (await site.SqlAsync($"select meta_value from wp_usermeta where user_id = {other.Id} and meta_key = 'nickname'")).ShouldBe(other.Login);
    }

    [SiteTheory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("3")]
    [InlineData("null")]
    public async Task A_body_that_is_no_object_is_refused(string body) =>
        (await new SignedCall("/user", body).SendUnverifiedAsync(site)).Status.ShouldBe(HttpStatusCode.BadRequest);

    [SiteFact]
    public async Task A_form_is_not_heard()
    {
        var call = new SignedCall("/user", "by=login&value=admin");
        using var request = call.ToRequest(site.Url);
        request.Content = new StringContent(call.Body, Encoding.UTF8, "application/x-www-form-urlencoded");

        (await site.SendAsync(request)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");
    }

    [SiteFact]
    public async Task A_large_body_is_not_even_hashed() =>
        (await new SignedCall("/user", JsonSerializer.Serialize(new { by = "login", value = "admin", more = new string('x', 65536) })).SendUnverifiedAsync(site))
            .ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_call_signature");

    [SiteFact]
    public async Task Only_post_is_a_call()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch })
        {
            (await Call().With(call => call.Method = method).SendUnverifiedAsync(site)).ShouldBeError(HttpStatusCode.NotFound, "rest_no_route");
        }
    }

    [SiteFact]
    public async Task The_calls_stand_in_no_index()
    {
        (await site.GetAsync("/wp-json/")).ShouldBe(HttpStatusCode.OK).Body.ShouldNotContain("headlesskey-connector");
        (await site.GetAsync("/wp-json/headlesskey-connector/v1")).ShouldBeError(HttpStatusCode.NotFound, "rest_no_route");
    }

    [SiteFact]
    public async Task Without_a_secret_of_enough_letters_there_are_no_calls()
    {
        foreach (var constants in new[] { string.Empty, $"define('HEADLESSKEY_SERVERS', array('{ConnectorConstants.CallKey}' => 'short'));" })
        {
            var at = await site.ConfigureAsync(constants);

            (await new SignedCall("/health", new { }) { Secret = "short" }.SendUnverifiedAsync(site, at)).ShouldBeError(HttpStatusCode.NotFound, "rest_no_route");
        }
    }

    [SiteFact]
    public async Task Used_nonces_do_not_pile_up()
    {
        await site.SqlAsync(string.Join(';', Enumerable.Range(0, 50).Select(number =>
            $"insert into wp_options (option_name, option_value, autoload) values ('_headlesskey_nonce_{1_700_000_000 + number:D12}_old', '', 'no')")));

        for (var i = 0; i < 200 && await CountAsync("%\\_old") != "0"; i++)
        {
            await Call().SendAsync(site);
        }

        (await CountAsync("%\\_old")).ShouldBe("0");
        (await CountAsync("%")).ShouldNotBe("0"); // those that may still come again are kept

        Task<string> CountAsync(string pattern) => site.SqlAsync($"select count(*) from wp_options where option_name like '\\_headlesskey\\_nonce\\_{pattern}'");
    }

    private static SignedCall Call() => new("/user", new { by = "login", value = "admin" });
}
