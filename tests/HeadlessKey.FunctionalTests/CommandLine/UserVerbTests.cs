namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class UserVerbTests
{
    [Theory, EveryEngine]
    public async Task An_account_is_made_changed_and_deleted_by_the_command_line(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);

        (await place.RunWithInputAsync($"{TestUser.Password}\n", "user", "add", "ada", "ada@example.test", "--name", "Ada L.", "--role", "editor"))
            .ExpectDone().Output.ShouldBe("Made user 1.\n");
        (await place.RunAsync("user", "set-roles", "ada", "author", "seo")).ExpectDone();
        (await place.RunAsync("user", "disable", "ADA@example.test")).ExpectDone();

        var shown = (await place.RunAsync("user", "show", "1", "--json")).ExpectDone().Json.EnumerateArray()
            .ToDictionary(row => row.GetProperty("field").GetString()!, row => row.GetProperty("value").GetString()!, StringComparer.Ordinal);
        shown["Display name"].ShouldBe("Ada L.");
        shown["Roles"].ShouldBe("author,seo");
        shown["State"].ShouldBe("disabled");

        (await place.RunAsync("user", "enable", "ada")).ExpectDone();
        var listed = (await place.RunAsync("user", "list", "--role", "author", "--json")).ExpectDone().Json;
        listed.EnumerateArray().Single().GetProperty("state").GetString().ShouldBe("active");

        (await place.RunAsync("user", "delete", "ada")).ExpectDone();
        (await place.RunAsync("user", "show", "ada")).ExpectRefused("There is no user ada.");
        (await place.RunAsync("user", "list", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task A_password_set_by_the_command_line_signs_in_and_ends_what_was_signed_in(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        var before = (await server.Client.LoginAsync()).Expect(200);

        (await place.RunWithInputAsync("another good password\n", "user", "set-password", "ada")).ExpectDone();

        (await server.Client.LoginAsync(password: "another good password")).Expect(200);
        (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
        (await server.Client.RefreshAsync(before.RefreshToken)).Status.ShouldBe(401);
    }

    [Theory, EveryEngine]
    public async Task What_cannot_be_an_account_is_refused_with_the_reason(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync();

        (await place.RunWithInputAsync("long enough it is\n", "user", "add", "ADA", "other@example.test")).ExpectRefused("username is already taken");
        (await place.RunWithInputAsync("long enough it is\n", "user", "add", "bob", "Ada@Example.test")).ExpectRefused("already");
        (await place.RunWithInputAsync("short\n", "user", "add", "bob", "bob@example.test")).ExpectRefused("8");
        (await place.RunWithInputAsync(string.Empty, "user", "add", "bob", "bob@example.test")).ExpectRefused("8");
        (await place.RunAsync("user", "disable", "nobody")).ExpectRefused("There is no user nobody.");
    }

    [Fact]
    public async Task A_password_is_never_taken_from_an_argument()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("user", "add", "ada", "ada@example.test", "correct horse battery")).ExpectNotUnderstood();
        (await place.RunAsync("user", "add", "ada", "ada@example.test", "--password", "correct horse battery")).ExpectNotUnderstood();
        (await place.RunAsync("user", "set-password", "ada", "correct horse battery")).ExpectNotUnderstood();
    }
}
