namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class BackupVerbTests
{
    private const string Passphrase = "twelve horses and a staple\n";

    [Fact]
    public async Task A_backup_of_a_running_server_comes_back_and_everybody_signs_in_anew()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        (await place.RunWithInputAsync("a password of some length\n", "user", "add", "ada", "ada@example.test")).ExpectDone();
        var file = place.Write("hk.backup", "something else");
        Answer login;
        await using (var server = await place.ServeAsync())
        {
            login = (await server.Client.LoginAsync("ada", "a password of some length")).Expect(200);
            (await place.RunWithInputAsync(Passphrase, "backup", file)).ExpectRefused("is there already");
            (await place.RunWithInputAsync("short\n", "backup", file, "--force")).ExpectRefused("at least 12 characters");
            (await place.RunWithInputAsync(Passphrase, "backup", file, "--force")).ExpectDone();
        }

        (await place.RunWithInputAsync(Passphrase, "restore", file)).ExpectRefused("Say --force");
        (await place.RunWithInputAsync("another passphrase\n", "restore", file, "--force")).ExpectRefused("The passphrase is wrong.");
        (await place.RunAsync("user", "delete", "ada")).ExpectDone();
        (await place.RunWithInputAsync(Passphrase, "restore", file, "--force")).ExpectDone().Output.ShouldContain("signed everybody out (1 sessions)");

        await using var again = await place.ServeAsync();
        (await again.Client.LoginAsync("ada", "a password of some length")).Expect(200);
        (await again.Client.RefreshAsync(login.RefreshToken)).Expect(401);
    }

    [Fact]
    public async Task On_postgresql_it_is_the_master_key_and_a_word_about_pg_dump()
    {
        Assert.SkipUnless(PostgresCluster.IsAvailable, "PostgreSQL is not installed");
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.PostgreSql);
        var file = Path.Combine(place.DataFolder, "..", "hk.backup");

        (await place.RunWithInputAsync(Passphrase, "backup", file)).ExpectDone().Output.ShouldContain("pg_dump");
        var key = await File.ReadAllTextAsync(Path.Combine(place.DataFolder, "master.key"));
        File.Delete(Path.Combine(place.DataFolder, "master.key"));

        (await place.RunWithInputAsync(Passphrase, "restore", file)).ExpectDone().Output.ShouldContain("headlesskey sessions revoke --all");
        (await File.ReadAllTextAsync(Path.Combine(place.DataFolder, "master.key"))).ShouldBe(key);
        await using var elsewhere = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        (await elsewhere.RunWithInputAsync(Passphrase, "restore", file)).ExpectRefused("the master key alone");
    }
}
