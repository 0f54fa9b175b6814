using System.Net;
using System.Net.Sockets;
using HeadlessKey.Outbound;

namespace HeadlessKey.Tests.Outbound;

[Promise("R6")]
public sealed class OutboundHttpTests : IDisposable
{
    private readonly TcpListener inside = new(IPAddress.Loopback, 0);

    public OutboundHttpTests() => inside.Start();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("2130706433")] // 127.0.0.1 as one number
    [InlineData("0x7f000001")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1.")]
    public async Task Loopback_is_refused_however_it_is_written(string host)
    {
        using var http = new OutboundHttp(Policy());

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => http.Client.GetAsync(Url(host)));

        OutboundHttp.Describe(refusal).ShouldBeOneOf("address not allowed", "host not found");
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_that_leads_outside_first_and_inside_then_is_asked_once_and_judged_by_that_answer()
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("169.254.169.254")], [IPAddress.Loopback]]);
        using var http = new OutboundHttp(Policy("127.0.0.1"), (_, _) => Task.FromResult(answers.Dequeue()));

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => http.Client.GetAsync(Url("rebinding.example")));

        OutboundHttp.Describe(refusal).ShouldBe("address not allowed");
        answers.Count.ShouldBe(1);
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_name_without_a_dot_that_a_search_suffix_leads_outside_gets_nothing_in_the_open()
    {
        using var http = new OutboundHttp(Policy("127.0.0.1"), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("192.88.98.1")]));

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => http.Client.GetAsync(Url("app")));

        OutboundHttp.Describe(refusal).ShouldBe("address not allowed");
    }

    [Fact]
    public async Task Of_several_addresses_only_those_outside_are_tried()
    {
        using var http = new OutboundHttp(Policy("127.0.0.1"), (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.0.0.1"), IPAddress.Loopback]));

        (await AnswerAsync(http, "both.example", "HTTP/1.1 204 No Content\r\n\r\n")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        using var http = new OutboundHttp(Policy("127.0.0.1"));

        var answer = await AnswerAsync(http, "127.0.0.1", $"HTTP/1.1 302 Found\r\nLocation: {Url("127.0.0.1")}\r\nContent-Length: 0\r\n\r\n");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        inside.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task What_went_wrong_is_said_without_the_address()
    {
        using var http = new OutboundHttp(Policy("127.0.0.1"));
        inside.Stop();

        var refusal = await Should.ThrowAsync<HttpRequestException>(() => http.Client.GetAsync(Url("127.0.0.1")));

        OutboundHttp.Describe(refusal).ShouldBe("no connection");
    }

    public void Dispose() => inside.Dispose();

    private async Task<HttpResponseMessage> AnswerAsync(OutboundHttp http, string host, string text)
    {
        var asked = http.Client.GetAsync(Url(host));
        using var connection = await inside.AcceptSocketAsync();
        _ = await connection.ReceiveAsync(new byte[4096]);
        await connection.SendAsync(System.Text.Encoding.ASCII.GetBytes(text));
        return await asked;
    }

    private Uri Url(string host) => new($"http://{host}:{((IPEndPoint)inside.LocalEndpoint).Port}/");

    private static OutboundAddressPolicy Policy(params string[] allowed) =>
        new(new HeadlessKeyOptions { Outbound = new OutboundOptions { AllowedNetworks = allowed } }, new OwnAddresses(() => []));
}
