namespace HeadlessKey;

/// <summary>How people come over from other sites. Which sites those are is kept in the database: <c>headlesskey sites</c>.</summary>
public sealed class SsoOptions
{
    /// <summary>How long another site may take to answer for its keys or a profile; default 5 seconds, from 1 to 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}
