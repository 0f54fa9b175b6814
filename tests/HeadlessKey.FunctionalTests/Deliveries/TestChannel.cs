using HeadlessKey.Deliveries;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Deliveries;

/// <summary>The plainest channel there can be: the body goes to one address. A target's id is whatever a test calls it.</summary>
internal sealed class TestChannel(Uri address) : IDeliveryChannel
{
    public string Name => "test";

    public IReadOnlyList<TimeSpan> Pauses { get; init; } = DeliverySchedule.ThreeDays;

    /// <summary>The targets that were ended, and why.</summary>
    public List<string> Ended { get; } = [];

    public void Register(IServiceCollection services) => services.AddSingleton<IDeliveryChannel>(this);

    public Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken) =>
        Task.FromResult<HttpRequestMessage?>(delivery.Target.Id == "nobody" ? null : new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body),
            Headers = { { "message-id", delivery.MessageId }, { "x-signature", "canary-signature" }, { "Authorization", "canary-credential" } },
        });

    public Task EndTargetAsync(string targetId, string reason)
    {
        lock (Ended)
        {
            Ended.Add($"{targetId}: {reason}");
        }

        return Task.CompletedTask;
    }
}
