using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeadlessKey.Directory.Transfer;

/// <summary>Rows of JSON, read one by one.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TransferJsonContext : JsonSerializerContext;
