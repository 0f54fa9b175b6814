namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>Somebody with an account on the site.</summary>
public sealed record SiteUser(long Id, string Login, string Password)
{
    public string Email => $"{Login}@site.test";
}
