using System.Globalization;
using HeadlessKey.ActivityLog;
using HeadlessKey.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Load.Records;

/// <summary>A database of the product's own schema with a great many events in it.</summary>
internal sealed class RecordDatabase : IAsyncDisposable
{
    public const int Users = 10_000;
    private const long AtOnce = 500_000;

    private readonly ServiceProvider services;

    private RecordDatabase(ServiceProvider services) => this.services = services;

    public ActivityLogReader Reader => services.GetRequiredService<ActivityLogReader>();

    public long Rows { get; private set; }

    public static RecordDatabase Open(string engine, string storage)
    {
        var isSqlite = engine == "sqlite";
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        collection.AddLogging();
        var builder = collection.AddHeadlessKey(options =>
        {
            options.PublicUrl = "http://127.0.0.1";
            options.Storage.DataFolder = isSqlite ? storage : Path.GetTempPath();
            options.Storage.ConnectionString = isSqlite ? null : storage;
        });
        _ = isSqlite ? builder.UseSqlite() : builder.UsePostgreSql();
        return new RecordDatabase(collection.BuildServiceProvider());
    }

    /// <summary>Nine of ten are refreshes, one of a hundred failed, a second lies between two.</summary>
    public async Task FillAsync(long rows)
    {
        var dialect = services.GetRequiredService<SqlDialect>();
        await services.GetRequiredService<SchemaMigrator>().MigrateAsync(CancellationToken.None);
        if (dialect.Pieces is { } pieces)
        {
            await dialect.WriteAloneAsync(
                async transaction =>
                {
                    for (var end = await pieces.FindEndAsync(transaction, "security_events"); end <= rows; end += TablePieces.Size)
                    {
                        await pieces.AddAsync(transaction, "security_events", end);
                    }
                },
                CancellationToken.None);
        }

        await RunAsync($"insert into users (login, login_key, email, email_key, display_name, password_hash, registered_at) {Numbers(1, Users)} select 'u' || n, 'u' || n, 'u' || n, 'u' || n, 'u', 'x', 0 from g");
        for (var first = 1L; first <= rows; first += AtOnce)
        {
            await RunAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                insert into security_events (at, type, outcome, actor_kind, actor_id, subject_id, session_id, address, device, user_agent, request_id, detail)
                {Numbers(first, Math.Min(rows, first + AtOnce - 1))}
                select n * 1000, case when n % 100 = 0 then 'login.failed' when n % 10 = 0 then 'login.succeeded' else 'token.refreshed' end,
                    case when n % 100 = 0 then 'failure' else 'success' end, 'user', n % {Users} + 1, n % {Users} + 1, 'session-' || (n % 100000), '203.0.' || (n % 200) || '.' || (n % 250),
                    'Firefox · Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'request-' || n, null
                from g
                """));
        }

        Rows = rows;
        await RunAsync(dialect.Pieces is null ? "analyze" : "analyze security_events");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private Task<int> RunAsync(string script) =>
        services.GetRequiredService<Database>().WriteAsync(transaction => transaction.ExecuteAsync(Sql.Script(script), CancellationToken.None));

    private string Numbers(long first, long last) => services.GetRequiredService<SqlDialect>().Pieces is null
        ? string.Create(CultureInfo.InvariantCulture, $"with recursive g(n) as (select {first} union all select n + 1 from g where n < {last})")
        : string.Create(CultureInfo.InvariantCulture, $"with g as (select n from generate_series(cast({first} as bigint), {last}) n)");
}
