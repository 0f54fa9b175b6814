using HeadlessKey.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace HeadlessKey.Discovery;

/// <summary>The OpenAPI document of the contract: what the route lines say, and how the bearer token is sent.</summary>
internal static class OpenApiDocument
{
    public const string Name = "v1";
    private const string Bearer = "bearer";
    private const string AdminCookie = "adminSession";
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    public static IServiceCollection AddHeadlessKeyOpenApi(this IServiceCollection services)
    {
        services.AddOptions<OpenApiOptions>(Name).Configure<FromSettings<AccessRules>>(static (options, rules) =>
            options.ShouldInclude = description =>
                description.ActionDescriptor.EndpointMetadata.OfType<RouteName>().FirstOrDefault() is { Name: var name }
                && rules.Value.FindRule(name) != AccessRule.Off
                && !description.ActionDescriptor.EndpointMetadata.OfType<AliasRoute>().Any());
        return services.AddOpenApi(Name, options =>
        {
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
                document.Components.SecuritySchemes[AdminCookie] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Cookie,
                    Name = "__Host-headlesskey-admin",
                    Description = "The admin session. Over plain http the cookie is called headlesskey-admin.",
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

                if (metadata.OfType<AccessRule>().LastOrDefault() is { } rule && (rule == AccessRule.Admin || rule == AccessRule.ConfirmedAdmin))
                {
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(AdminCookie, context.Document)] = [] }];
                    operation.Description = rule == AccessRule.ConfirmedAdmin ? "Needs the password typed within the last five minutes." : null;
                }

                AddPath(operation, context.Description.RelativePath!);
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

    /// <summary>The names in the path, where a route reads them for itself.</summary>
    private static void AddPath(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var part in RoutePatternFactory.Parse(path).Parameters.Where(part => operation.Parameters.All(known => known.Name != part.Name)))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = part.Name,
                In = ParameterLocation.Path,
                Required = true,
                Schema = part.ParameterPolicies.Any()
                    ? new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64" }
                    : new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }
}
