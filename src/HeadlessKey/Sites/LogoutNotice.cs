using HeadlessKey.Deliveries;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>Queues, with the end of a session, what the sites are to be told to which it was taken.</summary>
internal sealed class LogoutNotice(SsoParticipantStore participants, DeliveryQueueStore deliveries) : ISessionEndListener
{
    private const string Kind = "sso.logout";

    public async Task EndedAsync(Transaction transaction, IReadOnlyList<EndedSession> ended)
    {
        if (!await participants.AnyWantsToHearAsync(transaction))
        {
            return;
        }

        foreach (var session in ended)
        {
            foreach (var site in await participants.ListToTellAsync(transaction, session.Id))
            {
                await deliveries.AddAsync(
                    transaction, new NewDelivery(new DeliveryTarget(LogoutChannel.ChannelName, site), session.Id, Kind, OrderingKey: null, Body: session.Id));
            }
        }
    }
}
