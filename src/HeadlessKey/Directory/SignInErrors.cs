using HeadlessKey.Http;

namespace HeadlessKey.Directory;

/// <summary>The contract's error for each refusal of a sign-in.</summary>
internal static class SignInErrors
{
    public static ApiError Of(SignInRefusal refusal) => refusal switch
    {
        SignInRefusal.IncorrectPassword => ApiError.IncorrectPassword,
        SignInRefusal.AccountDisabled => ApiError.AccountDisabled,
        SignInRefusal.EmailNotVerified => ApiError.EmailNotVerified,
        SignInRefusal.ByHook refused => refused.Refusal.Error,
        SignInRefusal.TooManyDevices tooMany => ApiError.DeviceLimit(tooMany.Limit),
        SignInRefusal.TooManyAttempts tooMany => ApiError.TooManyAttempts(tooMany.RetryAfter),
        SignInRefusal.Busy => ApiError.Busy,
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "Not a known refusal."),
    };
}
