using System.Text.Json.Serialization;

namespace HeadlessKey.WordPress.Connector;

/// <summary>What is said to the connector, and what it says.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(VerifyCall))]
[JsonSerializable(typeof(FindByIdCall))]
[JsonSerializable(typeof(FindByNameCall))]
[JsonSerializable(typeof(CreateCall))]
[JsonSerializable(typeof(UpdateCall))]
[JsonSerializable(typeof(PasswordCall))]
[JsonSerializable(typeof(RolesCall))]
[JsonSerializable(typeof(RevokeCall))]
[JsonSerializable(typeof(KeysCall))]
[JsonSerializable(typeof(StampsCall))]
[JsonSerializable(typeof(StampsAnswer))]
[JsonSerializable(typeof(QueuedRevocation))]
[JsonSerializable(typeof(ConnectorUser))]
[JsonSerializable(typeof(ConnectorHealth))]
internal sealed partial class ConnectorJsonContext : JsonSerializerContext;
