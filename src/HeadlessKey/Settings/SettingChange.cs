namespace HeadlessKey.Settings;

/// <summary>One change of stored settings, as the history keeps it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When.</param>
/// <param name="ActorId">Who; null: the command line.</param>
/// <param name="ActorLogin">Their login, as far as there still is one.</param>
/// <param name="Undoes">The change that it took back.</param>
/// <param name="Values">What changed.</param>
internal sealed record SettingChange(
    long Id, DateTimeOffset At, long? ActorId, string? ActorLogin, long? Undoes, IReadOnlyList<SettingChangeValue> Values);
