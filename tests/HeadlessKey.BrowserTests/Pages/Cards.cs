using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Parts of a page by what stands above them.</summary>
internal static class Cards
{
    public static ILocator Card(this Visitor visitor, string title) =>
        visitor.Page.Locator(".card").Filter(new LocatorFilterOptions { Has = visitor.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = title, Exact = true }) });
}
