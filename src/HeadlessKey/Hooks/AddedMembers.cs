using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.Hooks;

/// <summary>Members that hooks add to a JSON object of ours. None of them can be one that is ours already, in whatever case it is written.</summary>
/// <param name="reserved">The names that are ours.</param>
internal sealed class AddedMembers(IReadOnlySet<string> reserved)
{
    private const int LongestName = 64;
    private const int MostBytes = 4096; // together, as JSON: a token must not outgrow what proxies take as a header

    private Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, JsonElement> All => members;

    /// <exception cref="ArgumentException">The name is taken or none, or the value is too large or nested too deeply.</exception>
    public void Set(string name, JsonNode? value)
    {
        try
        {
            Set([KeyValuePair.Create(name, StrictJson.Parse(Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null")))], []);
        }
        catch (Exception exception) when (exception is HookAnswerException or InvalidOperationException or JsonException)
        {
            throw new ArgumentException("The value is no JSON that everybody reads alike, or is nested too deeply.", nameof(value), exception);
        }
    }

    /// <summary>Sets and removes, all or nothing.</summary>
    /// <exception cref="ArgumentException">One of them cannot be.</exception>
    public void Set(IEnumerable<KeyValuePair<string, JsonElement>> given, IEnumerable<string> removed)
    {
        var changed = new Dictionary<string, JsonElement>(members, StringComparer.Ordinal);
        foreach (var name in removed)
        {
            CheckName(name);
            changed.Remove(name);
        }

        foreach (var (name, value) in given)
        {
            CheckName(name);
            changed[name] = value;
        }

        if (changed.Sum(member => Encoding.UTF8.GetByteCount(member.Key) + Encoding.UTF8.GetByteCount(member.Value.GetRawText())) > MostBytes)
        {
            throw new ArgumentException($"What hooks add has at most {MostBytes} bytes.", nameof(given));
        }

        members = changed;
    }

    private void CheckName(string name)
    {
        if (name is not { Length: > 0 and <= LongestName } || name.Any(c => c is < '!' or > '~') || reserved.Contains(name))
        {
            throw new ArgumentException($"A name has 1 to {LongestName} visible ASCII characters and is none of HeadlessKey's own.", nameof(name));
        }
    }
}
