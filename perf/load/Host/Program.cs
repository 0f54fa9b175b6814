using HeadlessKey.Load.Host;

// An app of somebody's that takes HeadlessKey's tokens: one protected route, with the control's answer.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);
var headlessKey = builder.Services.AddHeadlessKey();
_ = builder.Configuration["HeadlessKey:Storage:Engine"] == "postgresql" ? headlessKey.UsePostgreSql() : headlessKey.UseSqlite();
if (builder.Configuration["queue"] == "off")
{
    // For the price of the queue: an app in which nobody is asked who is to be told.
    foreach (var subscriber in builder.Services.Where(static service => service.ServiceType.Name == "IEventSubscriber").ToList())
    {
        builder.Services.Remove(subscriber);
    }
}

builder.Services.AddAuthentication().AddHeadlessKeyBearer();
builder.Services.AddAuthorization();
builder.Services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, HostJson.Default));
var app = builder.Build();

app.MapHeadlessKey();
app.MapGet("/me", static (HttpContext context) => TypedResults.Ok(Me.Of(context.User))).RequireAuthorization();

app.Run();
