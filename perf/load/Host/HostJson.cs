using System.Text.Json.Serialization;

namespace HeadlessKey.Load.Host;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Me))]
internal sealed partial class HostJson : JsonSerializerContext;
