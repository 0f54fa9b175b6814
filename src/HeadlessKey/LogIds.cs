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
    public const int StoredSettingIgnored = 2101;
}
