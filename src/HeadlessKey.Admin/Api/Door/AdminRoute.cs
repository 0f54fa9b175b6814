using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>Closes the routes of the admin API to all but administrators.</summary>
internal static class AdminRoute
{
    /// <summary>A group behind the door. Its routes say for themselves whether they need a session.</summary>
    public static RouteGroupBuilder MapAdminGroup(this IEndpointRouteBuilder routes, string prefix, RateGroup rates) =>
        routes.MapGroup(prefix).WithTags("Administration").AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            Harden(context.Response.Headers);
            if (context.RequestServices.GetRequiredService<AdminDoor>().FindRefusal(context, rates) is { } refusal)
            {
                return RestResult.Error(refusal);
            }

            // All of the body before anybody is looked up: who may do it is asked when it is done, not while it trickles in.
            await RequestBody.BufferAsync(context);
            try
            {
                return await next(invocation);
            }
            catch (ActorGoneException)
            {
                context.Response.Headers.ContentDisposition = default;
                return RestResult.Error(ApiError.AdminSignedOut);
            }
        });

    /// <summary>The route needs an admin session; its handler finds who it is by <see cref="AdminCaller"/>.</summary>
    public static RouteHandlerBuilder RequiresAdmin(this RouteHandlerBuilder route) =>
        route.WithMetadata(AccessRule.Admin).AddEndpointFilter(static (invocation, next) => CheckAsync(invocation, next, confirmed: false));

    /// <summary>The same, and the password typed a short while ago: for what a found browser must not be able to do.</summary>
    public static RouteHandlerBuilder RequiresConfirmedAdmin(this RouteHandlerBuilder route) =>
        route.WithMetadata(AccessRule.ConfirmedAdmin).AddEndpointFilter(static (invocation, next) => CheckAsync(invocation, next, confirmed: true));

    private static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, bool confirmed)
    {
        var context = invocation.HttpContext;
        var door = context.RequestServices.GetRequiredService<AdminDoor>();
        if (await door.FindCallerAsync(context, confirmed) is not { } caller)
        {
            return RestResult.Error(ApiError.AdminSignedOut);
        }

        if (confirmed && !door.IsConfirmed(caller))
        {
            return RestResult.Error(ApiError.AdminConfirm);
        }

        AdminCaller.Set(context, caller);
        return await next(invocation);
    }

    // No page may frame an answer, and none of another site may load one.
    private static void Harden(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
