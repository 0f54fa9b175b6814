namespace HeadlessKey.Sites;

/// <summary>Where another HeadlessKey has what we ask it for, by its public URL.</summary>
internal static class SiteAddresses
{
    private const string Api = "/wp-json/headlesskey/v1";

    public static string Keys(string url) => $"{url}{Api}/jwks";

    public static string Profile(string url) => $"{url}{Api}/me";

    public static string Logout(string url) => $"{url}{Api}/sso/logout";
}
