using HeadlessKey.BrowserTests.Infrastructure;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>What people type into the element.</summary>
internal static class Filling
{
    public static async Task FillSignInAsync(this Visitor visitor, string login, string password)
    {
        await visitor.Page.GetByLabel("Username or e-mail address").First.FillAsync(login);
        await visitor.Page.GetByLabel("Password", Visitor.Exact).First.FillAsync(password);
    }

    public static async Task FillRegistrationAsync(this Visitor visitor, string login, string password = Stage.Password)
    {
        await visitor.Page.GetByLabel("E-mail address", Visitor.Exact).FillAsync($"{login}@example.test");
        await visitor.Page.GetByLabel("Username", Visitor.Exact).FillAsync(login);
        await visitor.Page.GetByLabel("Password", Visitor.Exact).FillAsync(password);
    }
}
