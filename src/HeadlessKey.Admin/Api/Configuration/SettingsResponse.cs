namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>All settings.</summary>
/// <param name="Items">In the order of the documentation.</param>
/// <param name="Ignored">Stored values that have no effect.</param>
internal sealed record SettingsResponse(IReadOnlyList<SettingResponse> Items, IReadOnlyList<IgnoredSettingResponse> Ignored);
