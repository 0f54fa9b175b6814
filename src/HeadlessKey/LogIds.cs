namespace HeadlessKey;

/// <summary>The ids of log lines, for operators who alert on them. Append only: a number, once given, keeps its meaning.</summary>
internal static class LogIds
{
    public const int CatchUpFailed = 1001;
    public const int ListenFailed = 1002;
    public const int Migrated = 1003;
    public const int KeyAnnounced = 1101;
    public const int KeyRotationFailed = 1102;
    public const int RequestFailed = 1201;
    public const int CleanupFailed = 1301;
    public const int WorkFailed = 1302;
    public const int DeferredGivenUp = 1303;
    public const int EmailFailed = 1401;
    public const int EmailGivenUp = 1402;
    public const int EmailTemplateUnusable = 1403;
    public const int BreachCheckFailed = 1501;
    public const int SealingFailed = 1601;
    public const int SealsBroken = 1602;
    public const int AnchorFailed = 1603;
    public const int DeliveryFailed = 1701;
    public const int DeliveryGivenUp = 1702;
    public const int DeliveryUnrecorded = 1703;
    public const int TargetEnded = 1704;
    public const int HookFailed = 1801;
    public const int HookLetThrough = 1802;
    public const int ObserverFailed = 1803;
    public const int ObserversBehind = 1804;
    public const int EmailSuppressed = 1805;
    public const int ObserversCaughtUp = 1806;
    public const int SiteUnreadable = 1901;
    public const int SiteFailed = 1902;
    public const int SiteProfileFailed = 1903;
    public const int SiteCallUnsigned = 1904;
    public const int DirectoryUnavailable = 2001;
    public const int DirectoryAnswersAgain = 2002;
    public const int DirectoryChangeUnknown = 2003;
    public const int DirectoryKeysNotTaken = 2004;
    public const int DirectoryKeysTaken = 2005;
    public const int StoredSettingIgnored = 2101;
}
