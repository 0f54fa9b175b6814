using HeadlessKey.Storage;

namespace HeadlessKey.Sessions;

/// <summary>Wants to know when sessions end, in the transaction that ends them.</summary>
internal interface ISessionEndListener
{
    /// <summary>These have just ended. What is done about it happens with their end or not at all.</summary>
    Task EndedAsync(Transaction transaction, IReadOnlyList<EndedSession> ended);
}
