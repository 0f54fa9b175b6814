using System.Net;

namespace HeadlessKey.WordPressTests.Recipes;

/// <summary>People move from the site into the server's own database, as the page says.</summary>
public sealed class MovingRecipeTests(WordPressSite site)
{
    [SiteFact]
    public async Task People_come_along_with_their_passwords_and_roles()
    {
        var author = await site.AddUserAsync("author", "a password that moves along");
        await using var server = await HeadlessKeyProgram.StartAsync(site);
        var recipe = RecipePage.Read("the people of the site, as a file")
            .Replace("mariadb --batch", $"mariadb --socket='{site.Folder}/run/database.sock' -uroot --batch", StringComparison.Ordinal);

        await server.RunAsync(recipe);

        using var signIn = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/wp-json/headlesskey/v1/token"))
        {
            Content = new FormUrlEncodedContent([new("username", author.Login), new("password", author.Password)]),
        };
        var user = (await site.SendAsync(signIn)).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user");
        user.GetProperty("roles").GetRawText().ShouldBe("""["author"]""");
        user.GetProperty("user_email").GetString().ShouldBe(author.Email);
        user.GetProperty("display_name").GetString().ShouldBe(author.Login);
    }
}
