namespace HeadlessKey.Http;

/// <summary>An answer that is one sentence.</summary>
internal sealed record MessageResponse(string Message);
