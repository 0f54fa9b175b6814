using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>A person as one who gets mail.</summary>
internal static class UserRecipient
{
    /// <summary>At the stored address, in the language of the profile, or else in the one the request asks for.</summary>
    public static EmailRecipient Of(User user, Language otherwise) =>
        new(user.Email, user.DisplayName, Languages.OfLocale(user.Locale) ?? otherwise, user.Id);
}
