using System.Diagnostics;
using HeadlessKey.FunctionalTests.CommandLine;
using HeadlessKey.FunctionalTests.Webhooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Docs;

/// <summary>The receiver that <c>docs/webhooks.md</c> shows takes what is genuine and nothing else.</summary>
public sealed class WebhookReceiverTests
{
    [Fact]
    [Promise("R5")]
    public async Task The_receiver_of_the_page_verifies_a_delivery()
    {
        var node = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Select(folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(node is null, "node is not installed");
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, Receiver.Reachable);
        var address = RunningProgram.FreeAddress();
        var (webhook, secret) = await server.AddAsync(address.ToString());
        server.Clock.Advance(DateTimeOffset.UtcNow - server.Clock.GetUtcNow()); // the page's receiver has a clock of its own
        var file = Path.Combine(server.DataFolder, "receiver.mjs");
        await File.WriteAllTextAsync(file, DocsPage.Read("docs/webhooks.md").Blocks.Single(block => block.Language == "js").Text);
        using var receiver = Process.Start(new ProcessStartInfo(node!, [file])
        {
            Environment = { ["WEBHOOK_SECRET"] = secret, ["PORT"] = $"{address.Port}" }, RedirectStandardOutput = true, UseShellExecute = false,
        })!;
        try
        {
            using var http = new HttpClient();
            await Eventually.TrueAsync(async () => await StatusAsync(http, address) == 401, TimeSpan.FromSeconds(20));

            (await server.TestAsync(webhook)).Status.ShouldBe(204);
            (await receiver.StandardOutput.ReadLineAsync())!.ShouldStartWith("webhook.tested evt_");
            await server.Webhooks().RotateSecretAsync(webhook, TimeSpan.FromHours(1));
            (await server.TestAsync(webhook)).Status.ShouldBe(204); // by its second signature
            await server.Webhooks().RotateSecretAsync(webhook, TimeSpan.Zero);
            (await server.TestAsync(webhook)).Status.ShouldBe(401);
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task<int> StatusAsync(HttpClient http, Uri address)
    {
        try
        {
            using var content = new StringContent("{}");
            using var answer = await http.PostAsync(address, content);
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0; // not yet
        }
    }
}
