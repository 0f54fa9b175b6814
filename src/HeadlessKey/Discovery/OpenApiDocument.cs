using HeadlessKey.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HeadlessKey.Discovery;

/// <summary>The OpenAPI document of the contract: what the route lines say, and how the bearer token is sent.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";
    private const string Bearer = "bearer";
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static IServiceCollection AddHeadlessKeyOpenApi(this IServiceCollection services)
    {
        services.AddOptions<OpenApiOptions>(Name).Configure<FromSettings<AccessRules>>(static (options, rules) =>
            options.ShouldInclude = description =>
                description.ActionDescriptor.EndpointMetadata.OfType<RouteName>().FirstOrDefault() is { Name: var name }
                && rules.Value.FindRule(name) != AccessRule.Off
                && !description.ActionDescriptor.EndpointMetadata.OfType<AliasRoute>().Any());
        return services.AddOpenApi(Name, static options =>
        {
            options.AddSchemaTransformer(new SchemaDescriptions());
            options.AddDocumentTransformer(static (document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "HeadlessKey",
                    Version = Name,
                    Description = "Sign-in for headless sites. Errors are {code, message, data: {status}}; send Accept: application/problem+json for RFC 9457.",
                };
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
                document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = Bearer,
                    BearerFormat = "JWT",
                    Description = "The access token.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(static async (operation, context, cancellationToken) =>
            {
                var metadata = context.Description.ActionDescriptor.EndpointMetadata;
                operation.OperationId = metadata.OfType<RouteName>().FirstOrDefault()?.Name;
                if (metadata.OfType<BearerHeaderAccepted>().Any())
                {
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                }

                if (metadata.OfType<RequestShape>().FirstOrDefault() is { } shape)
                {
                    var body = new OpenApiMediaType { Schema = await context.GetOrCreateSchemaAsync(shape.Type, null, cancellationToken) };
                    operation.RequestBody = new OpenApiRequestBody
                    {
                        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [Json] = body, [Form] = body },
                    };
                }
            });
        });
    }
}
