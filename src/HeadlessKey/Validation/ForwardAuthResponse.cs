namespace HeadlessKey.Validation;

/// <summary>The answer for a good token, for the OpenAPI document: all that counts is in its headers.</summary>
internal sealed record ForwardAuthResponse;
