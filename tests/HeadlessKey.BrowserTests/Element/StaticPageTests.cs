using HeadlessKey.BrowserTests.Infrastructure;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>The sample that shows the element on a static page.</summary>
public sealed class StaticPageTests(Stage stage)
{
    [Fact]
    public async Task The_sample_signs_people_in_and_asks_the_api_for_them()
    {
        await stage.Site.AddUserAsync("reader", "reader@example.test", Stage.Password, "subscriber");
        await using var visitor = await stage.OpenAsync();
        await visitor.GoAsync(await visitor.ServeAsync(stage.Site, FileOfTheSample));
        await visitor.FillSignInAsync("reader", Stage.Password);
        await visitor.PressAsync("Sign in");

        await visitor.SeesAsync("reader@example.test");
        await visitor.SeesAsync("Only who is signed in sees this.");
        await Axe.ShouldFindNothingSeriousAsync(visitor.Page);
        await visitor.PressAsync("Sign out");
        (await visitor.Page.GetByText("reader@example.test").IsVisibleAsync()).ShouldBeFalse();
    }

    private (string Body, string Type)? FileOfTheSample(string path)
    {
        var name = path == "/" ? "index.html" : path[1..];
        var text = File.ReadAllText(Path.Combine(Repository.Root, "samples/static-page", name)).Replace("http://127.0.0.1:5080", stage.Site.Address, StringComparison.Ordinal);
        return (text, Path.GetExtension(name) switch { ".html" => "text/html", ".css" => "text/css", _ => "text/javascript" });
    }
}
