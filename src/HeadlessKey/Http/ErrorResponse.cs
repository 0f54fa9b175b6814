namespace HeadlessKey.Http;

/// <summary>What every error looks like.</summary>
/// <remarks>For the OpenAPI document: <see cref="RestErrorResult"/> writes it.</remarks>
/// <param name="Code">What went wrong, for programs.</param>
/// <param name="Message">What went wrong, for people, in the language that the request asks for.</param>
/// <param name="Data">More about it.</param>
internal sealed record ErrorResponse(string Code, string Message, ErrorResponse.ErrorData Data)
{
    /// <summary>What an error has besides.</summary>
    /// <param name="Status">The answer's HTTP status. Some errors have members of their own beside it.</param>
    internal sealed record ErrorData(int Status);
}
