using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Http;

/// <summary>
/// What every answer of the contract has in common: headers, CORS, the limit on bodies, and the error shape even where no
/// endpoint was reached. Requests to the host's own routes pass untouched.
/// </summary>
internal sealed partial class RestMiddleware(
    RequestDelegate next, RestAddress address, RestCors cors, ClientAddress client, IClientAddressRule rule, IBlockedAddresses blocked, HeadlessKeyOptions options,
    ILogger<RestMiddleware> logger)
{
    public Task InvokeAsync(HttpContext context)
    {
        address.ResolveRestRoute(context.Request);
        return address.IsOurs(context.Request.Path) ? ServeAsync(context) : next(context);
    }

    private async Task ServeAsync(HttpContext context)
    {
        RequestId.Assign(context);
        var connection = context.Connection.RemoteIpAddress;
        context.Connection.RemoteIpAddress = client.Find(connection, context.Request.Headers);
        SetHeaders(context);
        if (RestAddress.IsAdmin(context.Request.Path))
        {
            ClientAddress.KeepConnection(context, connection);
        }
        else if (cors.Apply(context) && !address.IsVerify(context.Request.Path))
        {
            return; // but to a proxy a 204 would say that the preflight, or whatever looks like one, is from somebody who may pass
        }

        if (rule.Any && await FindByRuleAsync(context, connection) is { } unknown)
        {
            await new RestErrorResult(unknown).ExecuteAsync(context);
            return;
        }

        if (blocked.Contains(context.Connection.RemoteIpAddress))
        {
            await new RestErrorResult(ApiError.Forbidden(signedIn: false)).ExecuteAsync(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Rest.MaxBodyBytes;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: 404 or 405, ContentLength: null })
            {
                context.Response.Headers.Allow = default;
                await new RestErrorResult(ApiError.NoRoute).ExecuteAsync(context);
            }
        }
        catch (Exception exception)
        {
            if (context.RequestAborted.IsCancellationRequested)
            {
                return; // nobody is left to answer
            }

            if (context.Response.HasStarted || FindError(context, exception) is not { } error)
            {
                throw;
            }

            context.Response.Clear();
            SetHeaders(context);
            _ = !RestAddress.IsAdmin(context.Request.Path) && cors.Apply(context);
            await new RestErrorResult(error).ExecuteAsync(context);
        }
    }

    /// <summary>Why it cannot be said whose request it is; null when it can.</summary>
    private async ValueTask<ApiError?> FindByRuleAsync(HttpContext context, IPAddress? connection)
    {
        var headers = context.Request.Headers;
        var (address, refusal) = await rule.FindAsync(
            connection, context.Connection.RemoteIpAddress, name => headers.TryGetValue(name, out var value) ? value.ToString() : null, context.RequestAborted);
        context.Connection.RemoteIpAddress = address;
        return refusal;
    }

    [SuppressMessage("Performance", "CA1873", Justification = "Only on failure.")]
    private ApiError? FindError(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return ApiError.RequestTooLarge;
            case UnavailableException:
                return ApiError.Busy; // whoever did not answer is in the log already
            case BadHttpRequestException or InvalidDataException:
                return ApiError.InvalidJson;
            default:
                Log.Failed(logger, exception, context.Request.Method, CleanText.Cut(context.Request.Path.Value, 200), RequestId.Of(context));
                return ApiError.Internal(RequestId.Of(context));
        }
    }

    private static void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Authorization, Origin";
        headers.XContentTypeOptions = "nosniff";
        headers["X-Robots-Tag"] = "noindex";
        headers["X-Request-Id"] = RequestId.Of(context);
    }

    /// <summary>Puts the middleware ahead of the host's own, where a route can still be rewritten.</summary>
    internal sealed class StartupFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseMiddleware<RestMiddleware>();
            next(app);
        };
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.RequestFailed, LogLevel.Error, "{Method} {Path} failed; request {RequestId}")]
        public static partial void Failed(ILogger logger, Exception exception, string method, string? path, string requestId);
    }
}
