namespace HeadlessKey.Sso;

/// <summary>The sites that a user is linked with, oldest link first.</summary>
/// <param name="Links">One for each site.</param>
internal sealed record LinkListResponse(IReadOnlyList<LinkResponse> Links);
