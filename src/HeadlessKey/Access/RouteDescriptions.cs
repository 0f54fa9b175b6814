using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Access;

/// <summary>What a route line says of its route, for the access test, the namespace index and the OpenAPI document.</summary>
internal static class RouteDescriptions
{
    private const string Json = "application/json";

    /// <summary>Names the route and opens it to everybody; a stricter rule is said on the route's line.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithMetadata(AccessRule.Public, new RouteName(name)).WithSummary(summary).AllowAnonymous();

    /// <summary>The shape of the body, for the document alone: no request is turned away for the type it names.</summary>
    public static RouteHandlerBuilder AcceptsBody<TRequest>(this RouteHandlerBuilder route) => route.WithMetadata(new RequestShape(typeof(TRequest)));

    /// <summary>The token may come as the bearer header.</summary>
    public static RouteHandlerBuilder TakesBearer(this RouteHandlerBuilder route) => route.WithMetadata(new BearerHeaderAccepted());

    /// <summary>The shape of the answer, and the statuses of the errors.</summary>
    public static RouteHandlerBuilder Answers<TResponse>(this RouteHandlerBuilder route, params int[] errors) =>
        route.Creates<TResponse>(StatusCodes.Status200OK, errors);

    /// <summary>The same for a route that answers with another success than 200.</summary>
    public static RouteHandlerBuilder Creates<TResponse>(this RouteHandlerBuilder route, int success, params int[] errors)
    {
        route.Produces<TResponse>(success, Json);
        foreach (var status in errors)
        {
            route.Produces<ErrorResponse>(status, Json);
        }

        return route;
    }
}
