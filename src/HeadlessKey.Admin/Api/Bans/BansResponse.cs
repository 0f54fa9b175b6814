namespace HeadlessKey.Admin.Api.Bans;

/// <summary>Who is shut out.</summary>
/// <param name="Bans">By an administrator.</param>
/// <param name="Locked">By their own guessing, for a while, and from signing in only.</param>
internal sealed record BansResponse(IReadOnlyList<BanResponse> Bans, IReadOnlyList<BanResponse> Locked);
