namespace HeadlessKey.Access;

/// <summary>Marks a route that is another name of one already documented.</summary>
internal sealed record AliasRoute;
