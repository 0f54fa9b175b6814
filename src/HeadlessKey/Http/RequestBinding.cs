using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>From a body to a request record, or to the error that says what is wrong with it.</summary>
internal static class RequestBinding
{
    public static async Task<(T? Request, ApiError? Error)> ReadAsync<T>(HttpContext context, Func<RequestFields, T> bind)
        where T : class
    {
        if (await RequestFields.ReadAsync(context) is not { } fields)
        {
            return (null, ApiError.InvalidJson);
        }

        var request = bind(fields);
        return fields.Error is { } error ? (null, error) : (request, null);
    }
}
