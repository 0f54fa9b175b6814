using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>Webhooks over the admin API.</summary>
public sealed class WebhooksApiTests
{
    private const string Url = "https://hooks.example.test/headlesskey";

    [Theory, EveryEngine, Promise("R1")]
    public async Task A_webhook_is_made_changed_switched_and_removed_and_its_secret_is_told_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var made = (await admin.PostAsync("/webhooks", new { url = Url, events = new[] { "user.*", "login.failed" }, description = "ours" })).Expect(201).Json;
        var id = made.GetProperty("id").GetString()!;
        var secret = made.GetProperty("secret").GetString()!;
        secret.ShouldStartWith("whsec_");
        made.GetProperty("events").EnumerateArray().Select(type => type.GetString()).ShouldBe(["login.failed", "user.*"]);

        (await admin.GetAsync("/webhooks")).Expect(200).Body.ShouldNotContain(secret);
        (await admin.PutAsync($"/webhooks/{id}", new { url = Url + "/2", events = new[] { "*" } })).Expect(200).Json.GetProperty("url").GetString().ShouldBe(Url + "/2");
        (await admin.PostAsync($"/webhooks/{id}/disable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("disabled");
        (await admin.PostAsync($"/webhooks/{id}/disable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("disabled");
        (await admin.PostAsync($"/webhooks/{id}/test")).ExpectError(404, "headlesskey_no_webhook");
        (await admin.PostAsync($"/webhooks/{id}/enable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("active");
        var rotated = (await admin.PostAsync($"/webhooks/{id}/rotate")).Expect(200).Json;
        rotated.GetProperty("secret").GetString().ShouldNotBe(secret);
        rotated.GetProperty("previous_secret_until").GetString().ShouldBe("2030-01-02T12:00:00+00:00");
        (await admin.DeleteAsync($"/webhooks/{id}")).Expect(200);
        (await admin.DeleteAsync($"/webhooks/{id}")).ExpectError(404, "headlesskey_no_webhook");
        (await admin.PutAsync($"/webhooks/{id}", new { url = Url, events = new[] { "*" } })).ExpectError(404, "headlesskey_no_webhook");

        var rootId = await server.UserIdAsync(AdminClient.Login);
        foreach (var type in new[] { "webhook.created", "webhook.changed", "webhook.disabled", "webhook.enabled", "webhook.secret_rotated", "webhook.removed" })
        {
            (await server.QueryAsync($"select * from security_events where type = '{type}'", "actor_id")).ShouldBe([$"{rootId}"], type);
        }
    }

    [Theory, EveryEngine, Promise("R6")]
    public async Task An_address_that_leads_inside_or_a_type_that_is_none_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var url in new[] { "http://169.254.169.254/latest", "https://10.0.0.1/", "https://127.0.0.1/", "ftp://example.com/", "https://user:pw@example.com/", "nonsense" })
        {
            (await admin.PostAsync("/webhooks", new { url, events = new[] { "*" } })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["url"], url);
        }

        (await admin.PostAsync("/webhooks", new { url = Url, events = new[] { "no.such" } })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["events"]);
        (await admin.PostAsync("/webhooks", new { url = Url })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["events"]);
        (await admin.GetAsync("/webhooks")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task Deliveries_are_listed_by_state_and_sent_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var id = (await admin.PostAsync("/webhooks", new { url = Url, events = new[] { "login.failed" } })).Expect(201).Json.GetProperty("id").GetString()!;
        await server.Client.LoginAsync(password: "wrong");

        await Eventually.TrueAsync(
            async () => (await admin.GetAsync($"/webhooks/{id}/deliveries?state=waiting")).Json.GetProperty("items") is var items && items.GetArrayLength() == 1
                && items[0].GetProperty("tries").GetInt32() > 0 && items[0].GetProperty("last_error").GetString() is not null,
            TimeSpan.FromSeconds(20)); // the name leads nowhere
        var delivery = (await admin.GetAsync($"/webhooks/{id}/deliveries")).Expect(200).Json.GetProperty("items")[0];
        delivery.GetProperty("event").GetString().ShouldBe("login.failed");
        (await admin.GetAsync("/overview")).Json.GetProperty("deliveries").GetProperty("waiting").GetInt32().ShouldBe(1);

        (await admin.PostAsync($"/webhooks/{id}/deliveries/{delivery.GetProperty("id").GetInt64()}/replay")).Expect(200).Json
            .GetProperty("state").GetString().ShouldBe("waiting");
        (await admin.PostAsync($"/webhooks/wh_other/deliveries/{delivery.GetProperty("id").GetInt64()}/replay")).ExpectError(404, "headlesskey_no_webhook");
        (await admin.GetAsync($"/webhooks/{id}/deliveries?state=odd")).ExpectError(400, "rest_invalid_param");
        (await admin.GetAsync("/webhooks/wh_other/deliveries")).ExpectError(404, "headlesskey_no_webhook");
        var tried = (await admin.PostAsync($"/webhooks/{id}/test")).Expect(200).Json;
        tried.GetProperty("taken").GetBoolean().ShouldBeFalse();
        tried.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }
}
