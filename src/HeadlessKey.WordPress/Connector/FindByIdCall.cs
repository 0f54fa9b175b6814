namespace HeadlessKey.WordPress.Connector;

/// <summary>Who is this, by id?</summary>
internal sealed record FindByIdCall(string By, long Value);
