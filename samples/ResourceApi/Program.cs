using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using ResourceApi;

var builder = WebApplication.CreateBuilder(args);

// All that this API knows of the server that signs people in.
var jwksUrl = new Uri(builder.Configuration["JwksUrl"] ?? throw new InvalidOperationException("Set JwksUrl to the server's /.well-known/jwks.json."));
var issuer = builder.Configuration["Issuer"] ?? jwksUrl.GetLeftPart(UriPartial.Authority);

builder.Services.AddHttpClient();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(services => new KeyCache(jwksUrl, services.GetRequiredService<IHttpClientFactory>(), TimeProvider.System));
builder.Services.AddSingleton(services => new TokenCheck(issuer, services.GetRequiredService<KeyCache>()));
builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, BearerHandler>("Bearer", configureOptions: null);
builder.Services.AddAuthorization();

var app = builder.Build();

app.MapGet("/", () => "Reports. Bring a token that the sign-in server gave out.");
app.MapGet("/reports", (ClaimsPrincipal user) => $"The reports for user {user.Identity!.Name}.").RequireAuthorization();

await app.RunAsync();
