using System.Globalization;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>How long a link or a code is good, as people say it.</summary>
internal static class LifetimeText
{
    /// <summary>Of a mail's values; null when it holds nothing that expires.</summary>
    public static Text? Find(IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue("days", out var days) ? Of(TimeSpan.FromDays(Parse(days)))
        : values.TryGetValue("minutes", out var minutes) ? Of(TimeSpan.FromMinutes(Parse(minutes)))
        : null;

    public static Text Of(TimeSpan lifetime) =>
        lifetime.Ticks % TimeSpan.TicksPerDay == 0 && lifetime.TotalDays > 1 ? Of((int)lifetime.TotalDays, "day", "天")
        : lifetime.Ticks % TimeSpan.TicksPerHour == 0 && lifetime.TotalHours >= 1 ? Of((int)lifetime.TotalHours, "hour", "小时")
        : Of((int)lifetime.TotalMinutes, "minute", "分钟");

    private static Text Of(int count, string english, string chinese) => new($"{count} {english}{(count == 1 ? string.Empty : "s")}", $"{count} {chinese}");

    private static int Parse(string number) => int.Parse(number, CultureInfo.InvariantCulture);
}
