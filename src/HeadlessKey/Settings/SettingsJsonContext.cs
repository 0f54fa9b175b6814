using System.Text.Json.Serialization;

namespace HeadlessKey.Settings;

/// <summary>How lists are stored.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class SettingsJsonContext : JsonSerializerContext;
