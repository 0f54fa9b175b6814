using HeadlessKey.ActivityLog;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Record;

/// <summary>Events, and how to go on from here.</summary>
/// <param name="Items">The events, in the order that was asked for.</param>
/// <param name="Next">What the next request's <c>after</c> is. Few or no items do not mean that there are no more; null does.</param>
/// <param name="Newest">What the next request's <c>since</c> is, to get only what came after this.</param>
internal sealed record ActivityResponse(IReadOnlyList<ActivityResponse.Event> Items, string? Next, string Newest)
{
    /// <summary>One event.</summary>
    /// <param name="Id">Its number; later events have higher ones.</param>
    /// <param name="At">When it happened.</param>
    /// <param name="Type">What happened.</param>
    /// <param name="Outcome">success or failure.</param>
    /// <param name="ActorKind">user, anonymous, operator or server; null: written before that was kept.</param>
    /// <param name="Actor">Who did it.</param>
    /// <param name="Subject">Whose account it is about.</param>
    /// <param name="SessionId">The session it belongs to.</param>
    /// <param name="Address">From which network address.</param>
    /// <param name="Device">On which device.</param>
    /// <param name="UserAgent">By which program, as it called itself.</param>
    /// <param name="RequestId">The request that it happened in.</param>
    /// <param name="Detail">More about it, as its type says.</param>
    internal sealed record Event(
        long Id, string At, string Type, string Outcome, string? ActorKind, UserReference? Actor, UserReference? Subject, string? SessionId, string? Address,
        string? Device, string? UserAgent, string? RequestId, string? Detail);

    public static Event Of(ActivityRow row) => new(
        row.Id, ApiTime.Format(row.At), row.Type, row.Outcome, row.ActorKind, UserReference.Of(row.ActorId, row.ActorLogin),
        UserReference.Of(row.SubjectId, row.SubjectLogin), row.SessionId, row.Address, row.Device, row.UserAgent, row.RequestId, row.Detail);
}
