using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>What an HTTP hook answered: <c>allow</c>, and either why not or what to change.</summary>
/// <param name="Allow">Whether it may happen.</param>
/// <param name="Code">Why not, for programs.</param>
/// <param name="Message">Why not, for people.</param>
/// <param name="Changes">What to change.</param>
internal sealed record HookAnswer(bool Allow, string? Code, string? Message, JsonElement? Changes)
{
    /// <summary>
    /// Reads the answer. A permission is read strictly: a member that is not known was meant to do something. A refusal is one whatever else
    /// is wrong with it: what somebody refuses must not get through because they misspelt why.
    /// </summary>
    /// <exception cref="HookAnswerException">It is not one.</exception>
    public static HookAnswer Read(byte[] json)
    {
        var root = StrictJson.Parse(json);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new HookAnswerException("the answer is not a JSON object");
        }

        root.TryGetProperty("allow", out var allow);
        return allow.ValueKind switch
        {
            JsonValueKind.False => new HookAnswer(Allow: false, FindText(root, "code"), FindText(root, "message"), Changes: null),
            JsonValueKind.True => new HookAnswer(Allow: true, Code: null, Message: null, FindChanges(root)),
            _ => throw new HookAnswerException("the answer does not say allow"),
        };
    }

    /// <exception cref="HookAnswerException">It changes what cannot be changed; then it has changed nothing.</exception>
    public void ApplyTo<TPoint>(TPoint point)
        where TPoint : HookPoint, IRemotePoint
    {
        try
        {
            if (!Allow)
            {
                point.Deny(HookRefusal.IsUsable(Code) ? Code : null, Message);
            }
            else if (Changes is { } changes)
            {
                point.Apply(changes);
            }
        }
        catch (ArgumentException)
        {
            throw new HookAnswerException("the answer has a value that cannot be taken"); // an own text: the exception's may quote the value
        }
    }

    private static JsonElement? FindChanges(JsonElement root)
    {
        JsonElement? changes = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "allow":
                    break;
                case "changes" when member.Value.ValueKind == JsonValueKind.Object:
                    changes = member.Value;
                    break;
                default:
                    throw new HookAnswerException("the answer has a member that is unknown or of the wrong type");
            }
        }

        return changes;
    }

    private static string? FindText(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
