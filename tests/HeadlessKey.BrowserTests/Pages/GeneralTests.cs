using System.Text.Json.Nodes;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace HeadlessKey.BrowserTests.Pages;

/// <summary>Settings that people change in a browser.</summary>
public sealed class GeneralTests(Stage stage)
{
    private static readonly LocatorAssertionsToHaveValueOptions TwoSeconds = new() { Timeout = 2000 };

    [Fact]
    public async Task A_change_is_saved_seen_by_a_second_browser_within_two_seconds_and_undone()
    {
        await using var first = await stage.OpenAdminAsync("/admin/general");
        await using var second = await stage.OpenAdminAsync("/admin/general");
        await first.Page.GetByLabel("Life of an access token", Visitor.Exact).FillAsync("2");
        await first.Card("Access tokens").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();

        await first.SeesAsync("Saved. Every server follows within a second.");
        await Assertions.Expect(second.Page.GetByLabel("Life of an access token", Visitor.Exact)).ToHaveValueAsync("2", TwoSeconds);

        await second.Row("Life of an access token").First.GetByRole(AriaRole.Button).ClickAsync();
        await second.AnswerAsync("Undo");
        await second.SeesAsync("The change is undone.");
        await Assertions.Expect(first.Page.GetByLabel("Life of an access token", Visitor.Exact)).ToHaveValueAsync("1", TwoSeconds);
    }

    [Fact]
    public async Task What_is_wrong_with_a_value_is_said_at_its_field()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/general");
        var field = visitor.Page.GetByLabel("Minimum length", Visitor.Exact);

        await field.FillAsync("eight");
        await visitor.Card("Passwords").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await visitor.SeesAsync("Please write a number.");
        await field.FillAsync("3");
        await visitor.Card("Passwords").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await visitor.Card("Passwords").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Discard changes" }).ClickAsync();

        await Assertions.Expect(field).ToHaveValueAsync("8");
    }

    [Fact]
    public async Task What_is_set_elsewhere_is_locked_and_says_where()
    {
        await using var site = await Stage.StartSiteAsync(("HeadlessKey:Sessions:GraceWindow", "00:00:45"));
        await using var visitor = await stage.OpenAdminAsync("/admin/general", site: site);
        var field = visitor.Page.GetByLabel("Grace window", Visitor.Exact);

        await Assertions.Expect(field).ToHaveValueAsync("45");
        (await field.IsEditableAsync()).ShouldBeFalse();
        await visitor.SeesAsync("Set on the command line; change it there");
    }

    [Fact]
    public async Task What_is_being_typed_survives_a_change_from_elsewhere()
    {
        await using var first = await stage.OpenAdminAsync("/admin/general");
        await using var second = await stage.OpenAdminAsync("/admin/general");
        await second.Page.GetByLabel("First lock", Visitor.Exact).FillAsync("7");
        await first.Page.GetByLabel("Longest lock", Visitor.Exact).FillAsync("2");
        await first.Card("Guessing").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();

        await Assertions.Expect(second.Card("Guessing").GetByText("Somebody else has changed this meanwhile.")).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.GetByLabel("First lock", Visitor.Exact)).ToHaveValueAsync("7");
    }

    [Fact]
    public async Task A_map_is_written_line_by_line_and_a_default_comes_back()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/general");
        var card = visitor.Card("Sessions and devices");
        await card.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Devices by role" }).FillAsync("subscriber = 3");
        await card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await visitor.SeesAsync("Saved.");
        await visitor.Page.ReloadAsync();
        await Assertions.Expect(card.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Devices by role" })).ToHaveValueAsync("subscriber = 3");

        await card.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Devices by role" }).FillAsync("");
        await card.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Save" }).ClickAsync();
        await visitor.SeesAsync("Saved.");
        await visitor.Page.ReloadAsync();

        await Assertions.Expect(card.GetByRole(AriaRole.Textbox, new LocatorGetByRoleOptions { Name = "Devices by role" })).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_stored_value_that_is_not_in_force_is_named_with_the_reason()
    {
        await using var visitor = await stage.OpenAdminAsync("/admin/overview");
        await visitor.Page.RouteAsync("**/settings", async route =>
        {
            var answer = await route.FetchAsync();
            var body = JsonNode.Parse(await answer.TextAsync())!;
            body["ignored"] = new JsonArray(new JsonObject { ["key"] = "Tokens:Lifetime", ["reason"] = "is set by the environment." });
            await route.FulfillAsync(new RouteFulfillOptions { Response = answer, Body = body.ToJsonString() });
        });

        await visitor.FollowAsync("General");

        await visitor.SeesAsync("Some stored values are not in force:");
        await visitor.SeesAsync("Tokens:Lifetime: is set by the environment.");
    }
}
