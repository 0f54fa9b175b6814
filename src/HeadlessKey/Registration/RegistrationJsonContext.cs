using System.Text.Json.Serialization;

namespace HeadlessKey.Registration;

/// <summary>How what is decided later is written into its row.</summary>
[JsonSerializable(typeof(PendingRegistration))]
[JsonSerializable(typeof(DeferredRegistration))]
[JsonSerializable(typeof(DeferredResend))]
internal sealed partial class RegistrationJsonContext : JsonSerializerContext;
