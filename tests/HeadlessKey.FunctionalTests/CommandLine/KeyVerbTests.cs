using System.Security.Cryptography;

namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class KeyVerbTests
{
    [Theory, EveryEngine]
    public async Task A_rotation_announces_a_key_that_takes_over(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);

        (await place.RunAsync("keys", "rotate", "--alg", "ES256")).ExpectDone().Output.ShouldStartWith("Announced ");

        var keys = (await place.RunAsync("keys", "list", "--json")).ExpectDone().Json.EnumerateArray()
            .Select(key => $"{key.GetProperty("algorithm").GetString()} {key.GetProperty("state").GetString()}");
        keys.ShouldBe(["HS256 active", "ES256 announced"]);
    }

    [Theory, EveryEngine]
    public async Task An_imported_key_is_published_and_cannot_be_imported_twice(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        using var rsa = RSA.Create(2048);
        var pem = place.Write("key.pem", rsa.ExportPkcs8PrivateKeyPem());

        (await place.RunAsync("keys", "import", pem, "--alg", "RS256")).ExpectDone();

        (await place.RunAsync("keys", "import", pem, "--alg", "RS256")).ExpectRefused("is here already");
        var imported = (await place.RunAsync("keys", "list", "--json")).Json.EnumerateArray().Last();
        imported.GetProperty("origin").GetString().ShouldBe("imported");
        await using var server = await place.ServeAsync();
        var published = (await server.Client.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys").EnumerateArray().Single();
        published.GetProperty("kid").GetString().ShouldBe(imported.GetProperty("kid").GetString());
    }

    [Theory, EveryEngine]
    public async Task A_retired_key_signs_no_more_and_the_last_one_cannot_be_retired(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        var first = (await place.RunAsync("keys", "list", "--json")).ExpectDone().Json[0].GetProperty("kid").GetString()!;

        (await place.RunAsync("keys", "retire", first)).ExpectRefused("no other that could sign");
        (await place.RunAsync("keys", "retire", "unknown")).ExpectRefused("There is no key unknown");
        (await place.RunAsync("keys", "rotate")).ExpectDone();
        (await place.RunAsync("keys", "retire", first)).ExpectDone();

        var states = (await place.RunAsync("keys", "list", "--json")).Json.EnumerateArray()
            .ToDictionary(key => key.GetProperty("kid").GetString()!, key => key.GetProperty("state").GetString(), StringComparer.Ordinal);
        states[first].ShouldBe("retired");
        states.Values.Count(state => state == "active").ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_holds_no_usable_key_is_refused()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        (await place.RunAsync("keys", "import", place.Write("text.pem", "no key at all"), "--alg", "RS256")).ExpectRefused("text.pem");
        (await place.RunAsync("keys", "import", place.Write("small.pem", small.ExportPkcs8PrivateKeyPem()), "--alg", "RS256")).ExpectRefused("2048");
        (await place.RunAsync("keys", "import", place.Write("curve.pem", curve.ExportPkcs8PrivateKeyPem()), "--alg", "ES256")).ExpectRefused("P-256");
        (await place.RunAsync("keys", "import", place.Write("secret", "too short"), "--alg", "HS256")).ExpectRefused("32");
        (await place.RunAsync("keys", "import", "/nowhere/key.pem", "--alg", "ES256")).ExpectRefused("/nowhere/key.pem");
    }
}
