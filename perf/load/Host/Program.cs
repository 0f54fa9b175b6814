using HeadlessKey.Load.Host;

// An app of somebody's that takes HeadlessKey's tokens: one protected route, with the control's answer.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
builder.Services.AddHeadlessKey().UseSqlite();
builder.Services.AddAuthentication().AddHeadlessKeyBearer();
builder.Services.AddAuthorization();
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HostJson.Default));
var app = builder.Build();

app.MapHeadlessKey();
app.MapGet("/me", static (HttpContext context) => TypedResults.Ok(Me.Of(context.User))).RequireAuthorization();

app.Run();
