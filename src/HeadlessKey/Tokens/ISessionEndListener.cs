using HeadlessKey.Sessions;
using HeadlessKey.Storage;

namespace HeadlessKey.Tokens;

/// <summary>Somebody outside who accepts access tokens by their keys alone, and must hear which sessions have ended.</summary>
internal interface ISessionEndListener
{
    /// <summary>Queues the news in the transaction that ends the sessions.</summary>
    Task HearAsync(Transaction transaction, IReadOnlyList<EndedSession> ended);
}
