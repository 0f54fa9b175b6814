using BenchmarkDotNet.Attributes;
using HeadlessKey.Sessions;
using HeadlessKey.SigningKeys;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Benchmarks;

/// <summary>What every request with a token runs through, without HTTP around it.</summary>
[InProcess]
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("headlesskey-bench-").FullName;
    private WebApplication app = null!;
    private WebApplication forgetful = null!;
    private AccessTokenIssuer issuer = null!;
    private SessionSecrets secrets = null!;
    private AccessTokenValidator remembering = null!;
    private AccessTokenValidator verifying = null!;
    private string token = null!;

    private readonly User user = new()
    {
        Id = 1, Login = "perf1", Email = "perf1@example.org", DisplayName = "perf1", Roles = ["subscriber"], PasswordHash = string.Empty,
        RegisteredAt = DateTimeOffset.UnixEpoch, Version = 0,
    };

    private Session session = null!;

    [Params(SigningAlgorithm.HS256, SigningAlgorithm.RS256, SigningAlgorithm.ES256)]
    public string Algorithm { get; set; } = SigningAlgorithm.HS256;

    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult(); // run in this process, it would not be awaited

    [GlobalCleanup]
    public void Stop() => StopAsync().GetAwaiter().GetResult();

    [Benchmark]
    public string Issue() => issuer.Issue(user, session).Token;

    [Benchmark]
    public bool ValidateFirstTime() => verifying.ValidateAsync(token).AsTask().GetAwaiter().GetResult() is AccessTokenResult.Valid;

    [Benchmark]
    public bool ValidateRemembered() => remembering.ValidateAsync(token).AsTask().GetAwaiter().GetResult() is AccessTokenResult.Valid;

    [Benchmark]
    public string RefreshToken() => secrets.RefreshToken(session);

    private async Task StartAsync()
    {
        var now = DateTimeOffset.UtcNow;
        session = new Session
        {
            Id = "0123456789abcdef0123456789abcdef", UserId = 1, Salt = "AAAAAAAAAAAAAAAAAAAAAA", Generation = 7,
            CreatedAt = now, RotatedAt = now, IdleExpiresAt = now.AddDays(14), ExpiresAt = now.AddDays(90), AccessExpiresAt = now.AddDays(1),
        };
        app = await StartAppAsync(remembered: 20_000);
        forgetful = await StartAppAsync(remembered: 0); // the same data, and so the same key
        issuer = app.Services.GetRequiredService<AccessTokenIssuer>();
        secrets = app.Services.GetRequiredService<SessionSecrets>();
        remembering = app.Services.GetRequiredService<AccessTokenValidator>();
        verifying = forgetful.Services.GetRequiredService<AccessTokenValidator>();
        token = issuer.Issue(user, session).Token;
    }

    private async Task StopAsync()
    {
        await app.DisposeAsync();
        await forgetful.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task<WebApplication> StartAppAsync(int remembered)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHeadlessKey(options =>
        {
            options.PublicUrl = "http://127.0.0.1";
            options.Keys.Algorithm = Algorithm;
            options.Storage.DataFolder = Path.Combine(folder, Algorithm);
            options.Tokens.Remembered = remembered;
        }).UseSqlite();
        var started = builder.Build();
        await started.StartAsync();
        return started;
    }
}
