namespace HeadlessKey.Http;

/// <summary>An answer that is one sentence.</summary>
/// <param name="Message">The sentence, in the language that the request asks for.</param>
internal sealed record MessageResponse(string Message);
