using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Admin.Api;

/// <summary>
/// The routes that a <typeparamref name="TEndpoint"/> answers. It is made, with what it needs, when the first of them is asked for: until somebody
/// administers, sixty routes cost their names.
/// </summary>
internal sealed class AdminEndpoints<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TEndpoint>(IEndpointRouteBuilder routes)
    where TEndpoint : class
{
    private readonly Lazy<TEndpoint> endpoint = new(() => ActivatorUtilities.CreateInstance<TEndpoint>(routes.ServiceProvider));

    public RouteHandlerBuilder Get(string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler) => Map(HttpMethods.Get, pattern, handler);

    public RouteHandlerBuilder Post(string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler) => Map(HttpMethods.Post, pattern, handler);

    public RouteHandlerBuilder Put(string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler) => Map(HttpMethods.Put, pattern, handler);

    public RouteHandlerBuilder Patch(string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler) => Map(HttpMethods.Patch, pattern, handler);

    public RouteHandlerBuilder Delete(string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler) => Map(HttpMethods.Delete, pattern, handler);

    private RouteHandlerBuilder Map(string method, string pattern, Func<TEndpoint, Func<HttpContext, Task<IResult>>> handler)
    {
        RequestDelegate answer = async context => await (await handler(endpoint.Value)(context)).ExecuteAsync(context);

        // Without a method to look at, the OpenAPI document leaves a route out.
        return new RouteHandlerBuilder([routes.MapMethods(pattern, [method], answer).WithMetadata(answer.Method)]);
    }
}
