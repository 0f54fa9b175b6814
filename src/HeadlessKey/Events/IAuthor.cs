using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Events;

/// <summary>
/// An administrator for whom something is written. Whatever changes something over HTTP takes one as <c>by</c>, holds it in its transaction
/// before anything else, and names it in the event; null is the operator at the command line, or the server itself.
/// </summary>
internal interface IAuthor
{
    /// <summary>Whose account it is.</summary>
    long UserId { get; }

    /// <summary>From where.</summary>
    ClientInfo Client { get; }

    /// <summary>
    /// Asks whether they still may, and keeps it so until the transaction ends. When they may not, it throws, and nothing of the transaction
    /// happens.
    /// </summary>
    Task HoldAsync(Transaction transaction);
}
