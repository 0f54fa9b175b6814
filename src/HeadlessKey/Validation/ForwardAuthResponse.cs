namespace HeadlessKey.Validation;

/// <summary>The answer for a good token: all that counts is in its headers.</summary>
/// <remarks>For the OpenAPI document.</remarks>
internal sealed record ForwardAuthResponse;
