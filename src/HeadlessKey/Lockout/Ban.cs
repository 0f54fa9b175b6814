namespace HeadlessKey.Lockout;

/// <summary>A network that is shut out, by an operator or, for a while, by its own guessing.</summary>
/// <param name="Network">The network.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExpiresAt">Until when; null: until it is lifted.</param>
internal sealed record Ban(string Network, string Reason, DateTimeOffset? ExpiresAt);
