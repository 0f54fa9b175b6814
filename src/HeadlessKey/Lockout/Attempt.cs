namespace HeadlessKey.Lockout;

/// <summary>Somebody tries to be somebody.</summary>
/// <param name="Subject">Whom, as a keyed hash (<see cref="AttemptSubject"/>).</param>
/// <param name="Network">From where.</param>
internal sealed record Attempt(string Subject, string Network);
