using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>Who wants a way back in, and how.</summary>
/// <param name="Login">The login or the e-mail address.</param>
/// <param name="Delivery"><c>link</c> (default) or <c>otp</c>.</param>
internal sealed record ForgotPasswordRequest(string Login, string? Delivery)
{
    private const int LongestDelivery = 10;

    public static ForgotPasswordRequest Bind(RequestFields fields)
    {
        var (login, delivery) = (fields.Required("login", UserPolicy.LongestEmail), fields.Optional("delivery", LongestDelivery));
        if (delivery is not (null or "" or RecoveryStore.ByLink or RecoveryStore.ByCode))
        {
            fields.Refuse("delivery", Messages.DeliveryUnknown);
        }

        return new ForgotPasswordRequest(login, string.IsNullOrEmpty(delivery) ? null : delivery);
    }
}
