using System.Text;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    // The example of the specification (standard-webhooks, "signature scheme").
    private const string Secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Body = """{"test": 2432232314}""";

    [Fact, Promise("R5")]
    public void It_is_the_one_of_the_specification() =>
        WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Body, [Convert.FromBase64String(Secret)])
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact, Promise("R5")]
    public void Two_secrets_sign_side_by_side()
    {
        var both = WebhookSignature.Of("id", 1, Body, [Encoding.UTF8.GetBytes("one"), Encoding.UTF8.GetBytes("two")]);

        both.Split(' ').ShouldBe([WebhookSignature.Of("id", 1, Body, [Encoding.UTF8.GetBytes("one")]), WebhookSignature.Of("id", 1, Body, [Encoding.UTF8.GetBytes("two")])]);
    }

    [Fact]
    public void A_secret_has_the_form_of_the_specification()
    {
        var secret = WebhookSecret.Show(WebhookSecret.Create());

        secret.ShouldStartWith("whsec_");
        Convert.FromBase64String(secret["whsec_".Length..]).Length.ShouldBe(32);
        WebhookSecret.Show(WebhookSecret.Create()).ShouldNotBe(secret);
    }
}
