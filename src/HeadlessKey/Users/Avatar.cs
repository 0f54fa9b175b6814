using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Users;

/// <summary>Where the picture that belongs to an address would be, as WordPress has it. Nothing is fetched from there by us.</summary>
internal static class Avatar
{
    public static string Url(string email) =>
        $"https://secure.gravatar.com/avatar/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(UserPolicy.Key(email))))}?s=96&d=mm&r=g";
}
