using System.Globalization;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api;

/// <summary>The members of a query, asked for one by one; what is wrong with them is collected, so that one answer names every fault.</summary>
internal sealed class QueryFields(HttpRequest request)
{
    private readonly Dictionary<string, Text> faults = new(StringComparer.Ordinal);

    public ApiError? Error => faults.Count > 0 ? ApiError.InvalidParameters(faults) : null;

    /// <summary>A text; null when left out or empty.</summary>
    public string? Optional(string name, int longest)
    {
        var text = request.Query[name] is [var only] ? only : null;
        if (text is { Length: > 0 } && (text.Length > longest || text.Contains('\0', StringComparison.Ordinal)))
        {
            faults[name] = text.Length > longest ? Messages.TooLong(longest) : Messages.NotUsable;
            return null;
        }

        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A whole number; <paramref name="otherwise"/> when left out.</summary>
    public int Number(string name, int otherwise, int least, int most)
    {
        if (Optional(name, 20) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults[name] = Messages.NumberForm(least, most);
        return otherwise;
    }

    /// <summary>The id of a row; null when left out.</summary>
    public long? Id(string name)
    {
        if (Optional(name, 20) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        faults[name] = Messages.NotUsable;
        return null;
    }

    /// <summary>A time in ISO 8601; null when left out.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Optional(name, 40) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        faults[name] = Messages.TimeForm;
        return null;
    }

    public void Refuse(string name, Text why) => faults[name] = why;

    /// <summary>How many there shall be on a page.</summary>
    public int Count() => Number("count", 50, 1, 200);
}
