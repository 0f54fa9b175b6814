using HeadlessKey.Load.Control;

// What Kestrel does when there is nothing to do: the same shapes and sizes as the server's, without any of its work.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ControlJson.Default));
var app = builder.Build();

app.MapGet("/healthz", static () => "ok");
app.MapPost("/validate", static IResult (ValidateRequest request) =>
    string.IsNullOrEmpty(request.Token) ? TypedResults.BadRequest() : TypedResults.Ok(new ValidateResponse(true, Samples.Claims)));
app.MapGet("/me", static IResult (HttpRequest request) =>
    request.Headers.Authorization.Count == 0 ? TypedResults.Unauthorized() : TypedResults.Ok(new Me(1, "perf1", ["subscriber"])));

app.Run();
