namespace HeadlessKey.Directory.Transfer;

/// <summary>An account that stands in the way of another one.</summary>
internal sealed record TakenName(long UserId, string LoginKey, string EmailKey);
