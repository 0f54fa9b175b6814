using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>What an HTTP hook answered: <c>allow</c>, and either why not or what to change.</summary>
internal sealed class HookAnswer
{
    private bool allow;
    private string? code;
    private string? message;
    private JsonElement? changes;

    private HookAnswer()
    {
    }

    /// <summary>Reads the answer. A member that is not known is refused, too: it was meant to do something.</summary>
    /// <exception cref="HookAnswerException">It is not one.</exception>
    public static HookAnswer Read(byte[] json)
    {
        var root = StrictJson.Parse(json);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new HookAnswerException("the answer is not a JSON object");
        }

        var answer = new HookAnswer();
        bool? says = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "allow" when member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False:
                    says = member.Value.GetBoolean();
                    break;
                case "code" when member.Value.ValueKind == JsonValueKind.String:
                    answer.code = member.Value.GetString();
                    break;
                case "message" when member.Value.ValueKind == JsonValueKind.String:
                    answer.message = member.Value.GetString();
                    break;
                case "changes" when member.Value.ValueKind == JsonValueKind.Object:
                    answer.changes = member.Value;
                    break;
                default:
                    throw new HookAnswerException("the answer has a member that is unknown or of the wrong type");
            }
        }

        answer.allow = says ?? throw new HookAnswerException("the answer does not say allow");
        return answer.allow ? answer.code is null && answer.message is null ? answer : throw new HookAnswerException("the answer allows and gives a reason against it")
            : answer.changes is null ? answer : throw new HookAnswerException("the answer refuses and changes something");
    }

    /// <exception cref="HookAnswerException">It changes what cannot be changed; then it has changed nothing.</exception>
    public void ApplyTo<TPoint>(TPoint point)
        where TPoint : HookPoint, IRemotePoint
    {
        try
        {
            if (!allow)
            {
                point.Deny(code, message);
            }
            else if (changes is { } given)
            {
                point.Apply(given);
            }
        }
        catch (ArgumentException)
        {
            throw new HookAnswerException("the answer has a value that cannot be taken"); // an own text: the exception's may quote the value
        }
    }
}
