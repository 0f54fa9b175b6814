using HeadlessKey.Secrets;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.SigningKeys;

[Promise("T12")]
public sealed class SigningKeyStoreTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly SigningKeyStore store;

    public SigningKeyStoreTests() => store = new SigningKeyStore(file.Database, new MasterKey(new byte[32]));

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task A_key_comes_back_as_it_was_stored()
    {
        var material = await AddAsync("ES256");

        var key = (await store.ListAsync(CancellationToken.None)).ShouldHaveSingleItem();

        (key.Kid, key.Algorithm, key.ActivatesAt).ShouldBe((material.Kid, "ES256", ManualClock.Start));
        key.Material.Export.ShouldBe(material.Export);
    }

    [Theory]
    [InlineData(60, 30, 60, 60)]
    [InlineData(60, 30, 20, 30)]
    [InlineData(-60, 30, 60, 30)]
    public async Task A_key_that_still_signs_verifies_for_as_long_as_tokens_live(int retiresIn, int dropsAfter, int keepFor, int expected)
    {
        var material = await AddAsync("ES256");
        var retiresAt = ManualClock.Start + TimeSpan.FromMinutes(retiresIn);
        await file.Database.WriteAsync(transaction => store.RetireAsync(
            transaction, material.Kid, retiresAt, retiresAt + TimeSpan.FromMinutes(dropsAfter), CancellationToken.None));

        await file.Database.WriteAsync(transaction => store.ExtendAsync(
            transaction, ManualClock.Start, TimeSpan.FromMinutes(keepFor), CancellationToken.None));

        (await store.ListAsync(CancellationToken.None)).Single().DropsAt.ShouldBe(retiresAt + TimeSpan.FromMinutes(expected));
    }

    [Fact]
    public async Task A_key_under_another_master_key_stops_the_start_and_is_named()
    {
        var material = await AddAsync("HS256");
        var other = new SigningKeyStore(file.Database, new MasterKey([.. Enumerable.Repeat((byte)1, 32)]));

        (await Should.ThrowAsync<StartupException>(() => other.ListAsync(CancellationToken.None))).Message.ShouldContain(material.Kid);
    }

    [Fact]
    public async Task A_sealed_key_moved_to_another_row_does_not_open()
    {
        var first = await AddAsync("HS256");
        var second = await AddAsync("HS256");
        await file.ExecuteAsync(
            $"update signing_keys set sealed_key = (select sealed_key from signing_keys where kid = '{first.Kid}') where kid = '{second.Kid}'");

        await Should.ThrowAsync<StartupException>(() => store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_key_turned_to_another_algorithm_does_not_open()
    {
        await AddAsync("RS256");
        await file.ExecuteAsync("update signing_keys set algorithm = 'HS256'");

        await Should.ThrowAsync<StartupException>(() => store.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_key_that_is_there_already_is_not_added_again()
    {
        var material = await AddAsync("HS256");

        (await file.Database.WriteAsync(transaction => store.AddAsync(transaction, Key(material), CancellationToken.None))).ShouldBeFalse();
    }

    private async Task<KeyMaterial> AddAsync(string algorithm)
    {
        await new SchemaMigrator(file.Dialect, new ManualClock()).MigrateAsync(CancellationToken.None);
        var material = KeyMaterial.Generate(algorithm);
        (await file.Database.WriteAsync(transaction => store.AddAsync(transaction, Key(material), CancellationToken.None))).ShouldBeTrue();
        return material;
    }

    private static SigningKey Key(KeyMaterial material) => new(material, "generated", ManualClock.Start, ManualClock.Start, null, null);
}
