using System.Net;
using System.Net.Http.Json;
using HeadlessKey.BrowserTests.Infrastructure;
using HeadlessKey.Deliveries;
using HeadlessKey.Lockout;
using HeadlessKey.Secrets;
using HeadlessKey.Sites;
using HeadlessKey.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.BrowserTests.Gallery;

/// <summary>A server that people have used for a while, with others that it tells, asks and believes: no page of it is empty.</summary>
internal sealed class LivelySite : IAsyncDisposable
{
    private const string Guesser = "192.0.2.77";
    private const double Late = 1.1; // a pause is up to a tenth longer than the schedule says

    private static readonly TimeSpan AllTries = DeliverySchedule.ThreeDays.Aggregate(TimeSpan.Zero, (sum, pause) => sum + (pause * Late));

    private readonly Receiver receiver;
    private readonly int hours;
    private long leaver;

    private LivelySite(Site site, Receiver receiver, int hours)
    {
        Site = site;
        this.receiver = receiver;
        this.hours = hours;
    }

    public Site Site { get; }

    /// <summary>The address of those that it tells and asks.</summary>
    public string Others => receiver.Address;

    /// <summary>The page of somebody with two devices.</summary>
    public long Alice { get; private set; }

    /// <param name="hours">For how long people have used it.</param>
    /// <param name="isOld">Whether it was there for days before they came: long enough for a delivery to be given up.</param>
    /// <param name="settings">Settings besides its own.</param>
    public static async Task<LivelySite> StartAsync(int hours, bool isOld, params (string Key, string? Value)[] settings)
    {
        var receiver = await Receiver.StartAsync();
        var clock = new ShiftedClock();
        clock.Advance(-TimeSpan.FromHours(hours) - (isOld ? AllTries : TimeSpan.Zero));
        var site = await Site.StartAsync(clock, [.. SettingsOf(receiver), .. settings]);
        var lively = new LivelySite(site, receiver, hours);
        await site.AddUserAsync(Stage.Admin, "admin@example.com", Stage.Password, "administrator");
        await lively.ConnectAsync();
        await lively.FillAsync(isOld);
        await lively.UseAsync();
        await lively.EndAsync();
        return lively;
    }

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        await receiver.DisposeAsync();
    }

    private static (string Key, string? Value)[] SettingsOf(Receiver receiver) =>
    [
        ("HeadlessKey:SiteName", "Example"),
        ("HeadlessKey:Lockout:Threshold", "3"),
        ("HeadlessKey:Sessions:Limit", "3"),
        ("HeadlessKey:Deliveries:DisableAfter", "7.00:00:00"),
        ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"),
        ("HeadlessKey:Outbound:AllowedNetworks:0", "127.0.0.0/8"),
        ("HeadlessKey:Outbound:AllowedNetworks:1", "::1"),
        .. receiver.Hooks,
    ];

    private T Get<T>()
        where T : notnull => Site.Services.GetRequiredService<T>();

    /// <summary>Two webhooks, of which one is answered “gone”, two sites and a ban.</summary>
    private async Task ConnectAsync()
    {
        await Get<WebhookSubscriptions>().AddAsync(receiver.Address + Receiver.Left, ["user.created"], "The shop that has moved away");
        await Get<WebhookSubscriptions>().AddAsync(receiver.Address + Receiver.Told, ["user.*", "network.banned"], "Keeps the address book up to date");
        await Get<SiteRegistry>().AddAsync(new SsoSite
        {
            Key = "shop",
            Name = "Shop",
            Issuer = "https://shop.example.com",
            Algorithm = "ES256",
            JwksUrl = "https://shop.example.com/.well-known/jwks.json",
            UserinfoUrl = "https://shop.example.com/wp-json/headlesskey/v1/me",
            Secret = RandomId.Secret(),
            RoleMap = new Dictionary<string, string>(StringComparer.Ordinal) { ["customer"] = "subscriber" },
        });
        await Get<SiteRegistry>().AddAsync(new SsoSite
        {
            Key = "intranet",
            Name = "Intranet",
            Issuer = "https://intranet.example.com",
            Algorithm = "HS256",
            TokenSecret = RandomId.Secret(),
            Secret = RandomId.Secret(),
            People = SitePeople.LinkedOnly,
            RequiresNonce = false,
        });
        await Get<BanStore>().AddAsync(new Ban("192.0.2.128/25", "Scans for open doors", ExpiresAt: null));
        await SettleAsync();
    }

    /// <summary>Accounts for who is there early. Of the first one the address book wants to hear nothing, however often it is tried.</summary>
    private async Task FillAsync(bool isOld)
    {
        receiver.Mood = HttpStatusCode.UnprocessableEntity;
        Alice = await AddAsync(Person.Alice);
        await SettleAsync();
        foreach (var pause in isOld ? DeliverySchedule.ThreeDays : [])
        {
            Site.Clock.Advance(pause * Late);
            await SettleAsync();
        }

        receiver.Mood = HttpStatusCode.OK;
        foreach (var person in Person.Early.DistinctBy(person => person.Login).Skip(1))
        {
            await AddAsync(person);
        }

        leaver = await AddAsync(Person.Leaver);
    }

    private Task<long> AddAsync(Person person) => Site.AddUserAsync(person.Login, person.Email, Stage.Password, person.Role);

    /// <summary>People sign in by day and less so at night, and now and then somebody guesses.</summary>
    private async Task UseAsync()
    {
        var people = Person.Early.ToList();
        for (var hour = 0; hour < hours; hour++)
        {
            if (hour % 8 == 1 && Person.Late.ElementAtOrDefault(hour / 8) is { } late)
            {
                await Site.RegisterAsync(late.Login, late.Email, Stage.Password, late.UserAgent, late.Address);
                people.Add(late);
                await SettleAsync();
            }

            var times = 3 + (int)(5 * (1 + Math.Sin(hour / 3.5)));
            for (var time = 0; time < times; time++)
            {
                var person = people[(hour + (3 * time)) % people.Count];
                await Site.SignInAsync(person.Login, Stage.Password, person.Device, person.UserAgent, person.Address);
                Site.Clock.Advance(TimeSpan.FromHours(1) / times);
            }

            await Site.GuessAsync(people[hour % people.Count].Login, times: hour % 4, address: Guesser);
        }

        await SettleAsync();
    }

    /// <summary>Somebody guesses too often, the administrator sees to two accounts, and the address book is out of order meanwhile.</summary>
    private async Task EndAsync()
    {
        await Site.GuessAsync("bob", times: 4, address: Guesser);
        receiver.Mood = HttpStatusCode.ServiceUnavailable;
        using var admin = new HttpClient { BaseAddress = new Uri($"{Site.Address}/admin/api/v1/"), DefaultRequestHeaders = { { "Origin", Site.Address } } };
        (await admin.PostAsJsonAsync("session", new { username = Stage.Admin, password = Stage.Password })).EnsureSuccessStatusCode();
        (await admin.PutAsJsonAsync($"users/{Alice}/roles", new { roles = (string[])["author", "editor"] })).EnsureSuccessStatusCode();
        (await admin.PostAsync($"users/{leaver}/disable", content: null)).EnsureSuccessStatusCode();
    }

    /// <summary>Waits until nothing is due.</summary>
    private async Task SettleAsync()
    {
        for (var tries = 0; await IsAnythingDueAsync(); tries++)
        {
            tries.ShouldBeLessThan(500, "deliveries are not tried");
            await Task.Delay(20);
        }
    }

    private async Task<bool> IsAnythingDueAsync()
    {
        var waiting = await Get<WebhookDeliveries>().ListAsync(webhookId: null, DeliveryState.Waiting, long.MaxValue, 50, CancellationToken.None);
        return waiting.Exists(delivery => delivery.NextTryAt <= Site.Clock.GetUtcNow() || delivery.LeasedUntil is not null);
    }
}
