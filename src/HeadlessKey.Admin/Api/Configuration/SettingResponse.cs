using System.Text.Json.Nodes;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>A setting, its value, and where that comes from.</summary>
/// <param name="Key">The name, without <c>HeadlessKey:</c>.</param>
/// <param name="Type">text, number, flag, duration, list or map.</param>
/// <param name="Value">The value in force.</param>
/// <param name="Default">What it would be if nobody had set it.</param>
/// <param name="Source">command_line, environment, file, code, stored or default.</param>
/// <param name="SourceName">The file's name.</param>
/// <param name="Runtime">Whether it can be changed while the server runs.</param>
/// <param name="Locked">It could, but a source above the stored settings has it.</param>
/// <param name="ChangedAt">When the stored value was set.</param>
internal sealed record SettingResponse(
    string Key, string Type, JsonNode? Value, JsonNode? Default, string Source, string? SourceName, bool Runtime, bool Locked, string? ChangedAt);
