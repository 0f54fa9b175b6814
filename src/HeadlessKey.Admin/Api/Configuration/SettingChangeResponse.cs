using HeadlessKey.Http;
using HeadlessKey.Settings;

namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>One change of settings.</summary>
/// <param name="Id">Its number; null when everything was so already, and nothing had to be written down.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who; null: the command line.</param>
/// <param name="Origin">admin or command line.</param>
/// <param name="Undoes">The number of the change that it took back.</param>
/// <param name="Changes">What changed.</param>
internal sealed record SettingChangeResponse(
    long? Id, string? At, UserReference? Actor, string Origin, long? Undoes, IReadOnlyList<SettingChangeValueResponse> Changes)
{
    public static SettingChangeResponse Nothing { get; } = new(null, null, null, "admin", null, []);

    public static SettingChangeResponse Of(SettingChange change) => new(
        change.Id, ApiTime.Format(change.At), UserReference.Of(change.ActorId, change.ActorLogin), change.ActorId is null ? "command line" : "admin",
        change.Undoes, [.. change.Values.Select(SettingChangeValueResponse.Of)]);
}
