using HeadlessKey.ActivityLog;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Record;

/// <summary>The filters of the activity log, from a query.</summary>
internal static class ActivityFields
{
    private const string Success = "success";
    private const string Failure = "failure";

    public static ActivityQuery Read(QueryFields fields)
    {
        var query = new ActivityQuery
        {
            From = fields.Time("from"),
            To = fields.Time("to"),
            UserId = fields.Id("user_id"),
            Type = fields.Optional("type", 60),
            Outcome = fields.Optional("outcome", 10),
            SessionId = fields.Optional("session_id", 60),
            Text = fields.Optional("search", 200),
            Count = fields.Count(),
            After = fields.Optional("after", 100),
        };
        if (query.Outcome is not (null or Success or Failure))
        {
            fields.Refuse("outcome", Messages.OutcomeUnknown);
        }

        if (fields.Optional("address", 100) is { } address)
        {
            if (ClientAddress.TryParseNetwork(address, out var network))
            {
                return query with { Network = network };
            }

            fields.Refuse("address", Messages.NetworkForm);
        }

        return query;
    }
}
