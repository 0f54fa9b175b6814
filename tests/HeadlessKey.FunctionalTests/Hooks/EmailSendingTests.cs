using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class EmailSendingTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_may_change_or_suppress_a_mail_and_one_that_fails_lets_it_wait(string engine)
    {
        var hook = new SwitchHook<EmailSending>();
        await using var server = await hook.StartAsync(engine);

        hook.Do(point => (point.Subject, point.Text) = ("Your way back in", point.Text + "\nYours, the crew\n"));
        (await server.AskForLinkAsync()).Text.ShouldContain("Yours, the crew");

        hook.Do(static point => point.Suppress());
        (await server.Client.ForgotAsync()).Expect(200);
        (await server.CountMailAsync("reset-link", TestUser.Email)).ShouldBe(1);
        (await server.QueryAsync("select id from emails", "id")).ShouldBeEmpty();
        (await server.QueryAsync("select detail from security_events where type = 'email.suppressed'", "detail")).ShouldBe(["reset-link"]);

        // A second header in the subject, an exception, no answer: the mail stays in the queue.
        foreach (var fail in (Action[])[() => hook.Do(static point => point.Subject = "a\r\nBcc: x@example.test"), hook.Throw, hook.Hang])
        {
            fail();
            (await server.Client.ForgotAsync()).Expect(200);
            await server.MailIsSentAsync();
        }

        (await server.CountMailAsync("reset-link", TestUser.Email)).ShouldBe(1);
        (await server.QueryAsync("select last_error from emails", "last_error")).ShouldBe(["A hook failed.", "A hook failed.", "A hook failed."]);
        hook.Do(static _ => { });
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await server.NextMailAsync("reset-link", TestUser.Email);
    }
}
