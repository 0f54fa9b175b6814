namespace HeadlessKey.Admin.Api.Overview;

/// <summary>How many there are now.</summary>
internal sealed record OverviewCounts(
    long Users, long Disabled, long Administrators, long Sessions, long LockedNetworks, long LockedAccounts, long Bans, long DeliveriesWaiting, long DeliveriesFailed, long MailWaiting, long MailLate,
    long MailGivenUp);
