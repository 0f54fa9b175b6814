using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed partial class InviteVerbTests
{
    private const string Address = "grace@example.test";

    [Theory, EveryEngine]
    public async Task Who_is_invited_registers_with_the_link_that_is_shown(string engine)
    {
        await using var place = await Installation.CreateAsync(engine, ("HeadlessKey__Registration__Mode", "invitation"));
        var shown = (await place.RunAsync("user", "invite", Address, "--role", "editor", "--lang", "zh-CN")).ExpectDone().Output;
        await using var server = await place.ServeAsync();

        shown.ShouldStartWith($"Invited {Address}.\n");
        (await server.Client.RegisterAsync(invitation: Invitation.Match(shown).Groups["token"].Value)).Expect(201)
            .Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["editor"]);
    }

    [Fact]
    public async Task Where_mail_is_really_sent_the_link_is_not_shown()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("user", "invite", Address, "--set", "HeadlessKey:Email:Transport=smtp", "--set", "HeadlessKey:Email:Smtp:Host=127.0.0.1"))
            .ExpectDone().Output.ShouldBe($"Invited {Address}.\n");
    }

    [Fact]
    public async Task What_could_not_be_followed_is_refused_with_the_reason()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();

        (await place.RunAsync("user", "invite", Address, "--set", "HeadlessKey:Registration:Mode=closed")).ExpectRefused("Registration is closed");
        (await place.RunAsync("user", "invite", Address, "--set", "HeadlessKey:Email:Transport=none")).ExpectRefused("sends no mail");
        (await place.RunAsync("user", "invite", "nowhere")).ExpectRefused("not valid");
        (await place.RunAsync("user", "invite", Address, "--role", "Root!")).ExpectRefused("is not a role name");
        (await place.RunAsync("user", "invite", "ADA@example.test")).ExpectRefused("already in use");
        (await place.RunAsync("user", "invite", Address, "--lang", "tlh")).ExpectNotUnderstood();
        (await place.RunAsync("user", "invite")).ExpectNotUnderstood();
    }

    [Theory, EveryEngine]
    public async Task An_address_is_verified_by_hand(string engine)
    {
        await using var place = await Installation.CreateAsync(engine, ("HeadlessKey__Registration__EmailVerification", "required"));
        await using var server = await place.ServeAsync();
        (await server.Client.RegisterAsync()).Expect(201);
        (await place.RunAsync("user", "show", "grace")).ExpectDone().Output.ShouldMatch("Email verified +no");

        (await place.RunAsync("user", "verify-email", "grace")).ExpectDone();

        (await place.RunAsync("user", "show", "grace")).ExpectDone().Output.ShouldMatch("Email verified +20[0-9]{2}-");
        (await server.Client.LoginAsync("grace", RegistrationRequests.NewPassword)).Expect(200);
    }

    [GeneratedRegex("/account/register#invitation=(?<token>[A-Za-z0-9_-]{43})&email=grace%40example.test\n", RegexOptions.ExplicitCapture)]
    private static partial Regex Invitation { get; }
}
