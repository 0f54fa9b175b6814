using HeadlessKey.Http;

namespace HeadlessKey.Validation;

/// <summary>The token to look at; without one, the bearer header's.</summary>
/// <param name="Token">An access token.</param>
internal sealed record ValidateRequest(string? Token)
{
    // A token longer than any of ours is a wrong token, not a wrong parameter: one answer for all of them.
    public static ValidateRequest Bind(RequestFields fields) => new(fields.Optional("token", int.MaxValue));

    public override string ToString() => nameof(ValidateRequest); // never the token
}
