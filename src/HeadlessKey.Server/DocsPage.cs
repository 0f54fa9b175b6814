using HeadlessKey.Access;

namespace HeadlessKey.Server;

/// <summary><c>/docs</c>: the OpenAPI document as a page. It loads nothing from elsewhere.</summary>
internal static class DocsPage
{
    public static void Map(WebApplication app)
    {
        if (!app.Services.GetRequiredService<HeadlessKeyOptions>().Rest.Docs)
        {
            return;
        }

        app.UseSwaggerUI(static page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "HeadlessKey";
            page.SwaggerEndpoint("/openapi/v1.json", "HeadlessKey v1");
        });
        app.MapGet("/", static () => TypedResults.Redirect("/docs/")).ExcludeFromDescription().WithMetadata(AccessRule.Public);
    }
}
