using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// The members of a request body, JSON or form, asked for one by one. Only what an endpoint asks for is ever looked at, so
/// nothing else can be bound; what is wrong with it is collected, so that one answer names every fault.
/// </summary>
internal sealed class RequestFields
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly JsonElement? json;
    private readonly IFormCollection? form;
    private readonly List<string> missing = [];
    private readonly Dictionary<string, Text> faults = new(StringComparer.Ordinal);

    private RequestFields(IFormCollection form) => this.form = form;

    private RequestFields(JsonElement? json = null) => this.json = json;

    /// <summary>What is wrong with the fields asked for so far; missing ones first, as WordPress has it.</summary>
    public ApiError? Error =>
        missing.Count > 0 ? ApiError.MissingParameters(missing)
        : faults.Count > 0 ? ApiError.InvalidParameters(faults)
        : null;

    /// <summary>Reads the body. Null: it calls itself JSON and is not.</summary>
    public static async Task<RequestFields?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasFormContentType)
        {
            return await ReadFormAsync(request, context.RequestAborted) is { } form ? new RequestFields(form) : null;
        }

        if (!request.HasJsonContentType())
        {
            return new RequestFields();
        }

        var body = await ReadBodyAsync(request, context.RequestAborted);
        if (body.Length == 0)
        {
            return new RequestFields();
        }

        try
        {
            // The document lives as long as the request; it is small, and the collector takes it.
            return Utf8.IsValid(body)
                && JsonNames.AreWhole(body, Strict.MaxDepth)
                && JsonDocument.Parse(body, Strict).RootElement is { ValueKind: JsonValueKind.Object } root
                    ? new RequestFields(root)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text that must be there and not be empty.</summary>
    public string Required(string name, int longest)
    {
        var text = Optional(name, longest);
        if (string.IsNullOrEmpty(text) && !faults.ContainsKey(name))
        {
            missing.Add(name);
        }

        return text ?? string.Empty;
    }

    /// <summary>A text that may be left out.</summary>
    public string? Optional(string name, int longest)
    {
        if (form is not null)
        {
            return form.TryGetValue(name, out var values) ? Checked(name, values.Count == 1 ? values[0] : null, longest) : null;
        }

        return Find(name) is { ValueKind: not JsonValueKind.Null } value ? Checked(name, TextOf(value), longest) : null;
    }

    /// <summary>The same, where programs write the digits of a number also without quotes.</summary>
    public string? TextOrNumber(string name, int longest) =>
        Find(name) is { ValueKind: JsonValueKind.Number } value ? Checked(name, value.GetRawText(), longest) : Optional(name, longest);

    /// <summary>A text that may be left out, but not be null: what is left out stays as it is, and null would not say what to become.</summary>
    public string? Changed(string name, int longest)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Null })
        {
            faults[name] = Messages.MustBeText;
        }

        return Optional(name, longest);
    }

    /// <summary>True or false; <paramref name="otherwise"/> when left out.</summary>
    public bool Flag(string name, bool otherwise)
    {
        if (Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value)
        {
            return value.GetBoolean();
        }

        switch (Optional(name, 5)?.ToLowerInvariant())
        {
            case null:
                return otherwise;
            case "true" or "1":
                return true;
            case "false" or "0":
                return false;
            default:
                faults[name] = Messages.MustBeFlag;
                return otherwise;
        }
    }

    /// <summary>A list of texts; null when left out. It comes as JSON only.</summary>
    public IReadOnlyList<string>? Texts(string name, int most, int longest)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        var texts = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(TextOf).ToList() : null;
        if (texts is null || texts.Count > most || texts.Exists(text => text is null || text.Length > longest || text.Contains('\0', StringComparison.Ordinal)))
        {
            faults[name] = Messages.MustBeList;
            return null;
        }

        return [.. texts.OfType<string>()];
    }

    /// <summary>Texts by name; none when left out. They come as JSON only.</summary>
    public IReadOnlyDictionary<string, string> Map(string name, int most, int longest)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return map;
        }

        var isMap = value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Take(most + 1).All(member =>
            TextOf(member.Value) is { } text && text.Length <= longest && member.Name.Length <= longest
            && !$"{member.Name}{text}".Contains('\0', StringComparison.Ordinal) && map.TryAdd(member.Name, text));
        if (!isMap || map.Count > most)
        {
            faults[name] = Messages.MustBeMap;
        }

        return map;
    }

    /// <summary>The members of an object that must be there and have some. It comes as JSON only.</summary>
    public IReadOnlyList<JsonProperty> Members(string name)
    {
        if (Find(name) is { ValueKind: JsonValueKind.Object } value && value.EnumerateObject().Any())
        {
            return [.. value.EnumerateObject()];
        }

        faults[name] = Messages.MustBeObject;
        return [];
    }

    /// <summary>A whole number that may be left out. It comes as JSON only.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Find(name) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        faults[name] = Messages.NumberForm(least, most);
        return null;
    }

    public void Refuse(string name, Text why) => faults[name] = why;

    private JsonElement? Find(string name) => json is { } root && root.TryGetProperty(name, out var value) ? value : null;

    private string? Checked(string name, string? text, int longest)
    {
        if (text is null)
        {
            faults[name] = Messages.MustBeText;
        }
        else if (text.Length > longest && CodePoints(text) > longest)
        {
            faults[name] = Messages.TooLong(longest);
        }
        else if (text.Contains('\0', StringComparison.Ordinal))
        {
            faults[name] = Messages.NotUsable;
        }

        return text;
    }

    private static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // an escape that is half a character
        }
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null; // it names a character set that is not safe to read, such as UTF-7
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            return null; // it ends in the middle of a part
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return body;
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
