namespace HeadlessKey.Sso;

/// <summary>The sites that a user is linked with, oldest link first.</summary>
internal sealed record LinkListResponse(IReadOnlyList<LinkResponse> Links);
