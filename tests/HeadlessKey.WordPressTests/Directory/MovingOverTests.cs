using System.Text;
using HeadlessKey.Directory.Transfer;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary>People who leave WordPress altogether take their passwords and roles along.</summary>
public sealed class MovingOverTests(WordPressSite site)
{
    [SiteFact]
    public async Task The_users_of_a_live_site_are_imported_and_sign_in_without_it()
    {
        await using var server = await ServerBeside.StartAsync(site, url: null, ("HeadlessKey:Directory", "local"));
        var user = await site.AddUserAsync("author", """it's "mine" \ still""");
        var rows = await site.SqlAsync($"""
            select json_object('ID', ID, 'user_login', user_login, 'user_email', user_email, 'user_pass', user_pass, 'user_registered', user_registered,
                'display_name', display_name, 'wp_capabilities', (select meta_value from wp_usermeta m where m.user_id = u.ID and meta_key = 'wp_capabilities'))
            from wp_users u where ID = {user.Id}
            """);

        // What the database client has escaped once more.
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(rows.Replace("\\\\", "\\", StringComparison.Ordinal)));
        var outcomes = new List<ImportOutcome>();
        await server.Services.GetRequiredService<UserImport>().RunAsync(
            file, TableFormat.JsonLines, new ImportSettings(["subscriber"], KeepRoles: true, Verified: null, DryRun: false), outcomes.Add, TestContext.Current.CancellationToken);

        var login = (await server.Client.LoginAsync(user.Login, user.Password)).Expect(200);
        login.Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("author");
    }
}
