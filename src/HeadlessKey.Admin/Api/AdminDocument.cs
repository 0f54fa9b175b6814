using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.OpenApi;

namespace HeadlessKey.Admin.Api;

/// <summary>The admin API in the OpenAPI document: how one gets in, and what its routes have in their paths.</summary>
internal static class AdminDocument
{
    private const string Scheme = "adminSession";

    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Components!.SecuritySchemes![Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = AdminCookie.SecureName,
                Description = $"The admin session. Over plain http the cookie is called {AdminCookie.PlainName}.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, context, _) =>
        {
            var rule = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().LastOrDefault();
            if (rule == AccessRule.Admin || rule == AccessRule.ConfirmedAdmin)
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
                operation.Description = rule == AccessRule.ConfirmedAdmin ? "Needs the password typed within the last five minutes." : null;
                AddPath(operation, context.Description.RelativePath!);
            }

            return Task.CompletedTask;
        });
    }

    // The routes read them for themselves, so that the framework does not know of them.
    private static void AddPath(OpenApiOperation operation, string path)
    {
        operation.Parameters ??= [];
        foreach (var part in RoutePatternFactory.Parse(path).Parameters)
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
