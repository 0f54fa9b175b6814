using System.Text.Json.Serialization;

namespace HeadlessKey.PasswordRecovery;

/// <summary>How a request that waits is written into its row.</summary>
[JsonSerializable(typeof(RecoveryOrder))]
internal sealed partial class RecoveryJsonContext : JsonSerializerContext;
