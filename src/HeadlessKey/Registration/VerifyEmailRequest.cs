using HeadlessKey.Http;

namespace HeadlessKey.Registration;

/// <summary>The proof of an address.</summary>
/// <param name="Token">What the mailed link carries.</param>
internal sealed record VerifyEmailRequest(string Token)
{
    public static VerifyEmailRequest Bind(RequestFields fields) => new(fields.Required("token", 200));

    public override string ToString() => nameof(VerifyEmailRequest); // never the token
}
