using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>How somebody looks at the pages.</summary>
/// <param name="Width">Of the window, in pixels.</param>
/// <param name="Theme">Light or dark.</param>
/// <param name="Language">What the browser asks for.</param>
public sealed record View(int Width = 1280, ColorScheme Theme = ColorScheme.Light, string Language = "en-US")
{
    /// <summary>Of the window, in pixels: a phone's or a desk's.</summary>
    public int Height => Width < 500 ? 844 : 860;
}
