namespace HeadlessKey.Load.Control;

internal sealed record Me(long Id, string Login, IReadOnlyList<string> Roles);
