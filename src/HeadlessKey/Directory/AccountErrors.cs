using HeadlessKey.Http;

namespace HeadlessKey.Directory;

/// <summary>The contract's error for each fault of an account.</summary>
internal static class AccountErrors
{
    public static ApiError Of(AccountFault fault) => fault switch
    {
        AccountFault.Invalid invalid => ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { [invalid.Parameter] = invalid.Why }),
        AccountFault.PasswordRefused refused => ApiError.InvalidPassword(refused.Reasons, refused.IsTooShort ? refused.Shortest : null),
        AccountFault.LoginTaken => ApiError.ExistingLogin,
        AccountFault.EmailTaken => ApiError.ExistingEmail,
        AccountFault.IncorrectPassword => ApiError.IncorrectPassword,
        AccountFault.TooManyAttempts tooMany => ApiError.TooManyAttempts(tooMany.RetryAfter),
        AccountFault.NoSuchUser => ApiError.NoUser,
        AccountFault.ActorChanged => ApiError.AdminSignedOut,
        AccountFault.OwnAccount => ApiError.OwnAccount,
        AccountFault.NoMail => ApiError.NoMail,
        AccountFault.DoneElsewhere => ApiError.DoneElsewhere,
        AccountFault.Busy => ApiError.Busy,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a known fault."),
    };
}
