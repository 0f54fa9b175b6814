using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary><c>headlesskey webhooks</c> as an operator uses it.</summary>
public sealed class WebhookVerbTests
{
    [Theory, EveryEngine]
    [Promise("R5")]
    public async Task A_webhook_is_added_tested_replayed_and_removed(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var place = await Installation.CreateAsync(engine, ("HeadlessKey__Outbound__AllowedNetworks__0", "127.0.0.0/8"));
        var added = (await place.RunAsync("webhooks", "add", receiver.Address.ToString(), "--event", "user.*", "--event", "login.failed", "--description", "shop")).ExpectDone();
        var (id, secret) = (added.Output.Split('\n')[0].Trim(), added.Output.Split('\n')[1].Trim());
        secret.ShouldStartWith("whsec_");

        var listed = (await place.RunAsync("webhooks", "list", "--json")).ExpectDone();
        listed.Json[0].GetProperty("id").GetString().ShouldBe(id);
        listed.Json[0].GetProperty("events").GetString().ShouldBe("login.failed user.*");
        listed.Output.ShouldNotContain(secret["whsec_".Length..]);

        (await place.RunAsync("webhooks", "test", id)).ExpectDone().Output.ShouldStartWith("Taken: status 204");
        receiver.Answer = Receiver.Status(500);
        (await place.RunAsync("webhooks", "test", id)).ExpectRefused("Not taken: status 500");
        var entry = (await place.RunAsync("webhooks", "deliveries", "--state", "waiting", "--json")).ExpectDone().Json[0];
        (await place.RunAsync("webhooks", "deliveries", entry.GetProperty("id").GetString()!)).ExpectDone().Output.ShouldContain("\"type\":\"webhook.tested\"");
        (await place.RunAsync("webhooks", "replay", "--failed")).ExpectDone().Output.ShouldBe("1 delivery due now.\n");

        (await place.RunAsync("webhooks", "disable", id)).ExpectDone();
        (await place.RunAsync("webhooks", "disable", id)).ExpectRefused("It is so already.");
        (await place.RunAsync("webhooks", "enable", id)).ExpectDone().Output.ShouldBe($"Enabled: {id}\n");
        (await place.RunAsync("webhooks", "rotate-secret", id)).ExpectDone().Output.ShouldNotContain(secret);
        (await place.RunAsync("webhooks", "remove", id)).ExpectDone();
        (await place.RunAsync("webhooks", "remove", id)).ExpectRefused("There is no such webhook.");
    }

    [Fact]
    [Promise("R6")]
    public async Task What_cannot_be_is_refused_in_one_line()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("webhooks", "add", "http://app.example.com/")).ExpectRefused("It must be https.");
        (await place.RunAsync("webhooks", "add", "https://127.0.0.1/")).ExpectRefused("HeadlessKey:Outbound:AllowedNetworks");
        (await place.RunAsync("webhooks", "add", "https://app.example.com/", "--event", "login.faild")).ExpectRefused("login.faild is no type of event.");
        (await place.RunAsync("webhooks", "replay")).ExpectRefused("Say which");
        (await place.RunAsync("webhooks", "test", "wh_none")).ExpectRefused("There is no webhook wh_none");
    }
}
