using System.Text.Json;
using HeadlessKey.Load.Control;

// What Kestrel does when there is nothing to do: the same shapes and sizes as the server's, without any of its work, and
// without routing. JSON by source generation both ways, written once with its length.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
var app = builder.Build();

app.Run(static context => context.Request.Path.Value switch
{
    "/validate" => ValidateAsync(context),
    "/me" => MeAsync(context),
    "/hook" => AnswerNothing(context, StatusCodes.Status204NoContent),
    "/healthz" => context.Response.WriteAsync("ok"),
    _ => AnswerNothing(context, StatusCodes.Status404NotFound),
});
app.Run();

static async Task ValidateAsync(HttpContext context)
{
    var request = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, ControlJson.Default.ValidateRequest, context.RequestAborted);
    await (string.IsNullOrEmpty(request?.Token)
        ? AnswerNothing(context, StatusCodes.Status400BadRequest)
        : Answer(context, JsonSerializer.SerializeToUtf8Bytes(new ValidateResponse(true, Samples.Claims), ControlJson.Default.ValidateResponse)));
}

static Task MeAsync(HttpContext context) => context.Request.Headers.Authorization.Count == 0
    ? AnswerNothing(context, StatusCodes.Status401Unauthorized)
    : Answer(context, JsonSerializer.SerializeToUtf8Bytes(new Me(1, "perf1", ["subscriber"]), ControlJson.Default.Me));

static Task Answer(HttpContext context, byte[] json)
{
    context.Response.ContentType = "application/json; charset=UTF-8";
    context.Response.ContentLength = json.Length;
    return context.Response.BodyWriter.WriteAsync(json).AsTask();
}

static Task AnswerNothing(HttpContext context, int status)
{
    context.Response.StatusCode = status;
    return Task.CompletedTask;
}
