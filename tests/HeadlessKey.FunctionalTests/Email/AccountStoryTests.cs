using System.Text.RegularExpressions;
using HeadlessKey.Http;
using HeadlessKey.Registration;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>The life of an account, with every mail received by a real mail server and read there.</summary>
public sealed partial class AccountStoryTests
{
    private const string Grace = "grace@example.test";
    private const string Moved = "grace@elsewhere.test";
    private const string First = "a ship in the harbour";
    private const string Second = "another ship at sea";
    private const string Third = "a harbour without ships";

    [Theory, EveryEngine, Promise("A4"), Promise("A5"), Promise("A6")]
    public async Task An_account_is_made_proven_recovered_changed_and_moved(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync("starttls");
        await using var server = await TestServer.StartAsync(
            engine, smtp.Trust, smtp.Settings(more: ("HeadlessKey:Registration:EmailVerification", "required")));
        var client = server.Client;
        var post = new PostBox(smtp);

        // Registered, and nothing more before the address is proven.
        (await client.RegisterAsync("grace", Grace, First)).Expect(201);
        (await client.LoginAsync("grace", First)).ExpectError(403, "headlesskey_email_not_verified");
        (await client.VerifyEmailAsync(TokenOf(await post.NextAsync(Grace)))).Expect(200);
        (await client.LoginAsync("grace", First)).Expect(200);

        // Forgotten, and found again by link.
        (await client.ForgotAsync(Grace)).Expect(200);
        (await client.ResetByLinkAsync(TokenOf(await post.NextAsync(Grace)), "grace", Second)).Expect(200);
        (await post.NextAsync(Grace)).Subject.ShouldContain("changed");
        (await client.LoginAsync("grace", First)).Expect(401);

        // And by code.
        (await client.ForgotAsync("grace", "otp")).Expect(200);
        (await client.ResetByCodeAsync(Code.Match((await post.NextAsync(Grace)).Text).Value, Grace, Third)).Expect(200);
        (await post.NextAsync(Grace)).Subject.ShouldContain("changed");

        // Changed by who knows it.
        var login = (await client.LoginAsync("grace", Third)).Expect(200);
        (await client.ChangePasswordAsync(login.AccessToken, Third, First)).Expect(200);
        (await post.NextAsync(Grace)).Subject.ShouldContain("changed");

        // Moved to another mailbox: the new one proves it, the old one is told.
        login = (await client.LoginAsync("grace", First)).Expect(200);
        (await client.ChangeMeAsync(login.AccessToken, new { email = Moved, current_password = First })).Expect(200);
        (await client.VerifyEmailAsync(TokenOf(await post.NextAsync(Moved)))).Expect(200);
        (await post.NextAsync(Grace)).Text.ShouldContain("grace");
        (await client.LoginAsync(Moved, First)).Expect(200);

        smtp.Mails.ShouldAllBe(mail => mail.Header("X-Envelope").EndsWith(" tls", StringComparison.Ordinal));
    }

    [Theory, EveryEngine]
    public async Task Who_is_invited_joins_by_the_mail(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync("tls");
        await using var server = await TestServer.StartAsync(engine, smtp.Trust, smtp.Settings("tls", ("HeadlessKey:Registration:Mode", "invitation")));
        var post = new PostBox(smtp);
        (await server.Client.RegisterAsync("grace", Grace, First)).ExpectError(403, "headlesskey_registration_disabled");

        await server.Services.GetRequiredService<InvitationFlow>().RunAsync(Grace, "editor", Language.SimplifiedChinese);

        var mail = await post.NextAsync(Grace);
        mail.Header("Content-Language").ShouldBe("zh-CN");
        (await server.Client.RegisterAsync("grace", Grace, First, TokenOf(mail))).Expect(201)
            .Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("editor");
    }

    private static string TokenOf(ReceivedEmail mail)
    {
        var token = Token.Match(mail.Text).Groups["token"].Value;
        mail.Html.ShouldContain(token);
        return token;
    }

    [GeneratedRegex("#(token|invitation)=(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture)]
    private static partial Regex Token { get; }

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex Code { get; }

    /// <summary>Opens the mails in the order in which they come; each must be for whom it was expected.</summary>
    private sealed class PostBox(SmtpServer smtp)
    {
        private int opened;

        public async Task<ReceivedEmail> NextAsync(string recipient)
        {
            var mail = await smtp.NextMailAsync(++opened);
            mail.Header("To").ShouldBe($"<{recipient}>");
            return mail;
        }
    }
}
