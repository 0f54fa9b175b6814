using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeadlessKey.Validation;

/// <summary>The answer for a good token.</summary>
/// <remarks>For the OpenAPI document: the endpoint writes the claims as the token has them.</remarks>
/// <param name="Valid">Always true.</param>
/// <param name="Data">The claims.</param>
internal sealed record ValidateResponse(bool Valid, [property: JsonPropertyName("data")] JsonElement Data);
