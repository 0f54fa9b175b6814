using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>How a page looks: that it fits, and pictures for the documentation where a folder for them is named.</summary>
internal static class Photographs
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("HEADLESSKEY_SCREENSHOTS");

    /// <summary>Nothing sticks out to the side.</summary>
    public static async Task FitsAsync(this Visitor visitor) =>
        (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0, visitor.Page.Url);

    /// <param name="visitor">Who looks.</param>
    /// <param name="name">What the picture is of.</param>
    /// <param name="whole">True: what is below the window, too.</param>
    public static async Task PhotographAsync(this Visitor visitor, string name, bool whole = false)
    {
        if (Folder is not null)
        {
            var (width, theme) = (visitor.View.Width, visitor.View.Theme == ColorScheme.Dark ? "dark" : "light");
            await visitor.Page.Mouse.MoveAsync(0, 0); // what it rests on looks otherwise
            if (whole)
            {
                await visitor.Page.SetViewportSizeAsync(width, await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollHeight"));
            }

            await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{width}-{theme}.png") });
            await visitor.Page.SetViewportSizeAsync(width, visitor.View.Height);
        }
    }
}
