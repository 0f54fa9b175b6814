using HeadlessKey.FunctionalTests.CommandLine;

namespace HeadlessKey.FunctionalTests.Samples;

public sealed class EmbeddedApiTests
{
    [Fact]
    public async Task The_embedding_app_signs_in_and_guards_its_own_routes()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();
        await place.AddUserAsync("eve", "editor");
        await using var app = await SampleProgram.StartAsync("EmbeddedApi", ("HeadlessKey__Storage__DataFolder", place.DataFolder));
        var reader = (await app.Client.LoginAsync()).Expect(200);
        var editor = (await app.Client.LoginAsync("eve")).Expect(200);

        (await app.Client.GetAsync("/")).Expect(200);
        (await app.Client.GetAsync("/notes")).ExpectError(401, "headlesskey_no_auth_header").Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        (await app.Client.GetAsync("/notes", "nonsense")).ExpectError(401, "headlesskey_invalid_token");
        (await app.Client.GetAsync("/notes", reader.AccessToken)).Expect(200).Body.ShouldBe("The notes of ada.");
        (await app.Client.GetAsync("/drafts")).ExpectError(401, "headlesskey_no_auth_header");
        (await app.Client.GetAsync("/drafts", reader.AccessToken)).ExpectError(403, "rest_forbidden");
        (await app.Client.GetAsync("/drafts", editor.AccessToken)).Expect(200);
    }

    [Fact]
    public async Task A_revoked_token_is_out_of_the_embedding_app_at_once()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();
        await using var app = await SampleProgram.StartAsync("EmbeddedApi", ("HeadlessKey__Storage__DataFolder", place.DataFolder));
        var token = (await app.Client.LoginAsync()).Expect(200).AccessToken;
        (await app.Client.GetAsync("/notes", token)).Expect(200);

        (await app.Client.RevokeAsync(token)).Expect(200);

        (await app.Client.GetAsync("/notes", token)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Fact]
    public void The_embedding_app_fits_on_a_card()
    {
        File.ReadAllLines(BuiltProgram.PathOf("samples/EmbeddedApi/Program.cs")).Length.ShouldBeLessThanOrEqualTo(25);
        File.ReadAllText(BuiltProgram.PathOf("samples/ResourceApi/ResourceApi.csproj")).ShouldNotContain("HeadlessKey");
    }
}
