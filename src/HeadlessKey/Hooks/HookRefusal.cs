using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>Why a hook lets something not happen: because it says so, or because nobody knows what it would have said.</summary>
internal sealed record HookRefusal
{
    private const int LongestMessage = 200;

    private static readonly string[] OurOtherCodes = ["incorrect_password", "invalid_key", "existing_user_login", "existing_user_email", "internal_server_error"];

    private HookRefusal(ApiError error, string reason)
    {
        Error = error;
        Reason = reason;
    }

    /// <summary>A hook that threw or did not answer in time: what would have been refused must not get through.</summary>
    public static HookRefusal Failed { get; } = new(ApiError.HookFailed, "hook_failed");

    public ApiError Error { get; }

    /// <summary>What the record says of it.</summary>
    public string Reason { get; }

    public static HookRefusal Of(string? code, string? message)
    {
        if (code is not null && !IsUsable(code))
        {
            throw new ArgumentException("A code has 1 to 64 lower-case letters, digits and _, starts with a letter, and is none of HeadlessKey's own.", nameof(code));
        }

        var error = ApiError.RefusedByHook;
        var text = CleanText.Cut(message, LongestMessage) is { } own ? Text.Same(own) : error.Message;
        return new HookRefusal(error with { Code = code ?? error.Code, OwnMessage = text }, "refused_by_hook");
    }

    /// <summary>
    /// Whether a hook may give this code. Ours come with a status and members of their own, by which clients decide what to do next.
    /// </summary>
    public static bool IsUsable(string? code) =>
        string.Equals(code, ApiError.RefusedByHook.Code, StringComparison.Ordinal) || (HookCode.IsValid(code) && !IsOurs(code!));

    private static bool IsOurs(string code) =>
        code.StartsWith("headlesskey_", StringComparison.Ordinal) || code.StartsWith("rest_", StringComparison.Ordinal)
        || OurOtherCodes.Contains(code, StringComparer.Ordinal);
}
