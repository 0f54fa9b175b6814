using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>Who wants a way back in, and how.</summary>
/// <param name="Login">The login or the e-mail address.</param>
/// <param name="Delivery"><c>link</c> (default) or <c>otp</c>.</param>
internal sealed record ForgotPasswordRequest(string Login, string? Delivery)
{
    public string Method => string.IsNullOrEmpty(Delivery) ? RecoveryStore.ByLink : Delivery;

    public static ForgotPasswordRequest Bind(RequestFields fields)
    {
        var request = new ForgotPasswordRequest(fields.Required("login", UserPolicy.LongestEmail), fields.Optional("delivery", 10));
        if (request.Method is not (RecoveryStore.ByLink or RecoveryStore.ByCode))
        {
            fields.Refuse("delivery", Messages.DeliveryUnknown);
        }

        return request;
    }
}
