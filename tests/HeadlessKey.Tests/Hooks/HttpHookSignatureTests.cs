using System.Text;
using HeadlessKey.Hooks;

namespace HeadlessKey.Tests.Hooks;

public sealed class HttpHookSignatureTests
{
    [Fact]
    public void A_question_is_signed_as_standard_webhooks_has_it()
    {
        // Computed apart from this code: printf 'msg_1.1731705121.{"test": 2432232314}' | openssl dgst -sha256 -mac HMAC -macopt hexkey:… -binary | base64
        var key = HttpHookSignature.TryReadSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")!;

        HttpHookSignature.Sign(key, "msg_1", 1731705121, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")).ShouldBe("v1,ibIXr8w7GYIa+4qegskuqa6/sYQTpZ5NQYEj7Lv0sFU=");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64!")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLQ==")] // 22 bytes
    public void A_secret_that_is_none_is_not_read(string? secret) => HttpHookSignature.TryReadSecret(secret).ShouldBeNull();

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(500, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool good) =>
        (HttpHookSignature.TryReadSecret("whsec_" + Convert.ToBase64String(new byte[bytes]))?.Length == bytes).ShouldBe(good);
}
