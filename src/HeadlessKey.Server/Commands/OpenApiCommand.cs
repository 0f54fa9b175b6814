using System.CommandLine;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey openapi</c>: the document, without a server.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var command = new Command("openapi", "Print the OpenAPI document.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.Build(ServerArguments.From(parsed));

            // The document describes the routes of the pipeline, which a start would have put together.
            app.UseRouting();
            app.UseEndpoints(static _ => { });
            var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Discovery.OpenApiDocument.Name)
                .GetOpenApiDocumentAsync(cancellationToken);
            Console.WriteLine(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellationToken));
            return CommandRunner.Done;
        });
        return command;
    }
}
