namespace HeadlessKey.Events;

/// <summary>A kind of event.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name, such as <c>user.created</c>.</param>
/// <param name="Meaning">What it means and when it is written, in Markdown.</param>
/// <param name="Detail">What its detail says; null: it has none.</param>
internal sealed record SecurityEventType(SecurityEventId Id, string Name, string Meaning, string? Detail = null);
