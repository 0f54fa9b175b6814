namespace HeadlessKey.Http;

/// <summary>The error shape, for the OpenAPI document; <see cref="RestErrorResult"/> writes it.</summary>
internal sealed record ErrorResponse(string Code, string Message, ErrorResponse.ErrorData Data)
{
    internal sealed record ErrorData(int Status);
}
