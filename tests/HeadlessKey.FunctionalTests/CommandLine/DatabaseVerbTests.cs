namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class DatabaseVerbTests
{
    [Theory, EveryEngine]
    public async Task Migrating_twice_does_nothing_the_second_time(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);

        (await place.RunAsync("migrate")).ExpectDone().Output.ShouldContain("Applied 0001_users");
        (await place.RunAsync("migrate")).ExpectDone().Output.ShouldBe("Nothing to do.\n");
    }

    [Theory, EveryEngine]
    public async Task Printed_migrations_are_not_applied(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);

        (await place.RunAsync("migrate", "--print")).ExpectDone().Output.ShouldContain("create table users");

        (await place.RunAsync("migrate")).ExpectDone().Output.ShouldContain("Applied 0001_users");
    }

    [Theory, EveryEngine]
    public async Task The_doctor_finds_what_is_missing_and_is_content_after_setup(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        (await place.RunAsync("migrate")).ExpectDone();

        var ill = await place.RunAsync("doctor", "--json");
        ill.ExitCode.ShouldBe(1);
        Wrong(ill).ShouldBe(["signing keys", "administrator"]);

        await place.AddUserAsync("root", "administrator");
        Wrong((await place.RunAsync("doctor", "--json")).ExpectDone()).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task Sessions_are_listed_and_ended_by_id_by_user_and_all(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await place.AddUserAsync("bob");
        await using var server = await place.ServeAsync();
        var first = (await server.Client.LoginAsync()).Expect(200);
        await server.Client.LoginAsync();
        await server.Client.LoginAsync("bob");

        (await place.RunAsync("sessions", "list", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(3);
        (await place.RunAsync("sessions", "revoke", first.SessionId)).ExpectDone().Output.ShouldBe("Ended 1 session.\n");
        (await place.RunAsync("sessions", "list", "--user", "ada", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(1);
        (await place.RunAsync("sessions", "revoke", "--user", "ada")).ExpectDone().Output.ShouldBe("Ended 1 session.\n");
        (await place.RunAsync("sessions", "revoke", "--all")).ExpectDone().Output.ShouldBe("Ended 1 session.\n");
        (await place.RunAsync("sessions", "revoke", "--user", "nobody")).ExpectRefused("There is no user nobody.");
        (await place.RunAsync("sessions", "revoke", first.SessionId)).ExpectRefused($"There is no live session {first.SessionId}. See: headlesskey sessions list");
        (await place.RunAsync("sessions", "list", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(0);
    }

    private static IEnumerable<string?> Wrong(Outcome doctor) => doctor.Json.EnumerateArray()
        .Where(row => row.GetProperty("state").GetString() != "ok")
        .Select(row => row.GetProperty("check").GetString());
}
