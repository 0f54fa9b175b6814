using System.Text.Json.Serialization;

namespace HeadlessKey.Email;

/// <summary>How queued mail is written into its row.</summary>
[JsonSerializable(typeof(EmailContent))]
internal sealed partial class EmailJsonContext : JsonSerializerContext;
