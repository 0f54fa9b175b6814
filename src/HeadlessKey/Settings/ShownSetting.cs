namespace HeadlessKey.Settings;

/// <summary>
/// Values as they may be shown. Of the address of a service, who signs in there and what stands behind its path may be secrets. What may
/// change while the server runs is shown in full: no secret is among it, and it must come back as it was.
/// </summary>
internal static class ShownSetting
{
    private const string Hidden = "•••";

    public static object? Of(SettingKey key, HeadlessKeyOptions from) => key.Read(from) switch
    {
        null or "" => null,
        _ when key.Setting.IsSecret => Hidden,
        string text when !key.Setting.IsRuntime => OfText(text),
        var value => value,
    };

    /// <summary>An address without what may be secret in it; any other text as it is.</summary>
    public static string OfText(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || (address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0))
        {
            return text;
        }

        var user = address.UserInfo.Length == 0 ? string.Empty : $"{Hidden}@";
        var rest = address.Query.Length == 0 && address.Fragment.Length == 0 ? string.Empty : $"?{Hidden}";
        return $"{address.Scheme}://{user}{address.Authority}{address.AbsolutePath}{rest}";
    }
}
