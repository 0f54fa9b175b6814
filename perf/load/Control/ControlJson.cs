using System.Text.Json.Serialization;

namespace HeadlessKey.Load.Control;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ValidateRequest))]
[JsonSerializable(typeof(ValidateResponse))]
[JsonSerializable(typeof(Me))]
internal sealed partial class ControlJson : JsonSerializerContext;
