using HeadlessKey.Directory;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Sites;
using HeadlessKey.Testing;
using HeadlessKey.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Directory;

/// <summary>The rows of people who live elsewhere follow what is said of them, and never go back.</summary>
public sealed class UserCopyTests
{
    private const int Ada = 700;
    private static readonly DateTimeOffset At = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory, EveryEngine]
    public async Task A_person_is_known_from_the_first_answer_on_and_follows_the_next_ones(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.TakeAsync(Copy())).ShouldNotBeNull().Roles.ShouldBe(["author", "editor"]);
        var changed = await server.TakeAsync(Copy() with { DisplayName = "Ada L.", Roles = ["subscriber"], AskedAt = At.AddSeconds(1) });

        changed.ShouldNotBeNull().DisplayName.ShouldBe("Ada L.");
        changed.Roles.ShouldBe(["subscriber"]);
        changed.Stamp.ShouldBe("0123456789abcdef");
        (await server.Client.LoginAsync("lovelace", "elsewhere")).ExpectError(401, "incorrect_password"); // what stands where a hash would is none
    }

    [Theory, EveryEngine]
    public async Task An_answer_that_was_asked_for_earlier_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.TakeAsync(Copy() with { Stamp = "aaaaaaaaaaaaaaaa", AskedAt = At.AddSeconds(2) });

        (await server.TakeAsync(Copy() with { AskedAt = At.AddSeconds(1) })).ShouldBeNull();

        (await server.QueryAsync($"select stamp from users where id = {Ada}", "stamp")).ShouldBe(["aaaaaaaaaaaaaaaa"]);
    }

    [Theory, EveryEngine]
    public async Task Fifty_answers_at_once_make_one_row_and_the_newest_wins(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => server.TakeAsync(Copy() with { Nickname = $"n{i}", AskedAt = At.AddSeconds(i) })));

        (await server.QueryAsync($"select nickname from users where id = {Ada}", "nickname")).ShouldBe(["n49"]);
    }

    [Theory, EveryEngine]
    public async Task Who_takes_over_a_name_has_it_and_the_other_one_stays(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.TakeAsync(Copy());

        var heir = await server.TakeAsync(Copy() with { Id = Ada + 1, AskedAt = At.AddSeconds(1) });

        heir.ShouldNotBeNull();
        (await server.UserIdAsync("lovelace")).ShouldBe(Ada + 1);
        (await server.UserIdAsync("ada@elsewhere.test")).ShouldBe(Ada + 1);
        (await server.QueryAsync("select count(*) as c from users where stamp is not null", "c")).ShouldBe(["2"]);
    }

    [Theory, EveryEngine]
    public async Task People_without_an_address_do_not_share_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await server.TakeAsync(Copy() with { Email = "" });
        await server.TakeAsync(Copy() with { Id = Ada + 1, Login = "byron", Email = "" });

        (await server.QueryAsync("select count(*) as c from users where email = ''", "c")).ShouldBe(["2"]);
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Another_password_over_there_takes_the_links_away_that_were_made_later(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        await server.AddSiteAsync(site.Entry("second"));
        await server.TakeAsync(Copy());
        await server.ExecuteAsync($"insert into sso_links (site_key, subject, user_id, is_provisioned, linked_at) values ('other', '42', {Ada}, false, 1)");
        await server.ExecuteAsync($"insert into sso_links (site_key, subject, user_id, is_provisioned, linked_at) values ('second', '42', {Ada}, true, 1)");

        await server.TakeAsync(Copy() with { Stamp = "fedcba9876543210", AskedAt = At.AddSeconds(1) });

        (await server.QueryAsync("select site_key from sso_links", "site_key")).ShouldBe(["second"]);
        (await server.HowUnlinkedAsync()).ShouldBe(["other: new_password"]);
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Another_role_over_there_ends_what_came_by_a_sites_word_for_an_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkByVerifiedEmail));
        await server.TakeAsync(Copy() with { Roles = ["subscriber"] });
        await server.ExecuteAsync($"update users set email_verified_at = 1 where id = {Ada}");
        site.Profile["user_email"] = Copy().Email;
        var came = (await server.ExchangeAsync(site.Token())).Expect(200);

        await server.TakeAsync(Copy() with { Roles = ["administrator"], AskedAt = At.AddSeconds(1) });

        (await server.Client.RefreshAsync(came.RefreshToken)).Expect(401);
        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
    }

    private static UserCopy Copy() => new()
    {
        Id = Ada,
        Login = "lovelace",
        Nicename = "lovelace",
        Email = "ada@elsewhere.test",
        DisplayName = "Ada",
        FirstName = "Ada",
        LastName = "Lovelace",
        Nickname = "ada",
        Locale = "",
        Roles = ["author", "editor"],
        RegisteredAt = At,
        IsDisabled = false,
        Stamp = "0123456789abcdef",
        AskedAt = At,
    };
}

/// <summary>Takes in what somebody elsewhere says of a person.</summary>
file static class Copies
{
    public static Task<User?> TakeAsync(this TestServer server, UserCopy copy) =>
        server.Services.GetRequiredService<UserCopies>().TakeAsync(copy, CancellationToken.None);
}
