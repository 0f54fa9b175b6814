using System.Security.Claims;

var builder = WebApplication.CreateBuilder(args);

// Where accounts, sessions and keys live, and the scheme that signs requests in by their bearer token.
builder.Services.AddHeadlessKey().UseSqlite();
builder.Services.AddAuthentication().AddHeadlessKeyBearer();
builder.Services.AddAuthorization();

var app = builder.Build();

// The sign-in routes: /wp-json/headlesskey/v1/token and the rest of the contract.
app.MapHeadlessKey();

// The app's own routes: for everybody, for anyone signed in, for editors.
app.MapGet("/", () => "Notes. Sign in at /wp-json/headlesskey/v1/token, then open /notes.");
app.MapGet("/notes", (ClaimsPrincipal user) => $"The notes of {user.Identity!.Name}.").RequireAuthorization();
app.MapGet("/drafts", () => "Not published yet.").RequireHeadlessKeyRole("editor");

await app.RunAsync();
