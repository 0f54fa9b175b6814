using System.Diagnostics;
using HeadlessKey.Passwords;
using HeadlessKey.Passwords.Formats;
using HeadlessKey.Tests.Passwords.Formats;

namespace HeadlessKey.Tests.Passwords;

/// <summary>Every wrong answer takes the same work, of the same kinds, so that it takes as long on a quiet machine and on a busy one.</summary>
public sealed class WrongAnswerPriceTests
{
    private const string Bcrypt12 = "$2y$12$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS";
    private const string Own300 = "$pbkdf2-sha512$i=300$AAECAwQFBgcICQoLDA0ODw$A6AmFIti7CKlYdoPiV9jf1d9llp37o27Wms8Zx8fwMI";
    private const string IdentitySha1 = "AQAAAAAAAAPoAAAAEAABAgMEBQYHCAkKCwwNDg/Kv5tkqQSdO0Z/d/XxWNczkIjFP2C3aR/Oyg84EdRL9A==";

    private static readonly string[] Stored = [.. ForeignHashes.All, Bcrypt12, Own300, IdentitySha1, ForeignHashes.Phpass.Replace("$P$B", "$P$D")];

    private readonly WrongAnswerPrice price = new(new PasswordHasher(2000));

    [Theory, Promise("G4")]
    [InlineData("wrong")]
    [InlineData("it's wrong")] // checked in two forms
    [InlineData(" wrong ")]
    public void A_wrong_password_takes_the_same_work_under_every_hash_and_under_none(string password)
    {
        price.Learn(Stored.Select(stored => StoredHash.TryRead(stored)!));

        var nobody = Total(null, password);

        nobody.ShouldBe(
        [
            (HashWorkKind.Pbkdf2Sha512, 100_000L),
            (HashWorkKind.Pbkdf2Sha1, 2000), // twenty bytes a block: 32 take the rounds twice
            (HashWorkKind.Bcrypt, password == "wrong" ? 4096 : 8192),
            (HashWorkKind.Md5, password == "wrong" ? 32_768 : 65_536),
        ], ignoreOrder: true);
        foreach (var stored in Stored)
        {
            Total(stored, password).ShouldBe(nobody, ignoreOrder: true, stored);
        }
    }

    [Fact, Promise("G4")]
    public void Without_foreign_hashes_a_wrong_password_takes_our_own_rounds_and_no_more()
    {
        Total(null, "wrong").ShouldBe([(HashWorkKind.Pbkdf2Sha512, 2000L)]);
        Total(Own300, "wrong").ShouldBe([(HashWorkKind.Pbkdf2Sha512, 2000L)]);
    }

    [Fact, Promise("G4")]
    public void A_hash_that_is_dearer_than_all_known_ones_raises_the_price_at_once()
    {
        var before = Total(null, "wrong");

        var met = Total(ForeignHashes.Phpass, "wrong");

        met.ShouldNotBe(before);
        Total(null, "wrong").ShouldBe(met, ignoreOrder: true);
    }

    [Fact]
    public void When_the_foreign_hashes_are_gone_the_price_falls()
    {
        price.Learn(Stored.Select(stored => StoredHash.TryRead(stored)!));

        price.Learn([]);

        Total(null, "wrong").ShouldBe([(HashWorkKind.Pbkdf2Sha512, 2000L)]);
    }

    /// <summary>What is done for nothing costs what it stands for; roughly, as the machine is shared with other tests.</summary>
    [Theory, Promise("G4")]
    [InlineData("$2y$08$abcdefghijklmnopqrstuuwezlW09AGl.Qc8oiYvHEzrpumH/GaSu", "wrong")]
    [InlineData("$2y$08$abcdefghijklmnopqrstuuwezlW09AGl.Qc8oiYvHEzrpumH/GaSu", "it's wrong, and much longer than what bcrypt looks at: of seventy-two letters it sees no more")]
    [InlineData("$wp$2y$08$abcdefghijklmnopqrstuuzsnDIaOcgOdhiRjslFLwBVzDgkpZsJ2", "wrong")]
    [InlineData(ForeignHashes.Phpass, "wrong")]
    [InlineData(ForeignHashes.Phpass, null)] // 4,000 letters
    [InlineData(ForeignHashes.Identity3, "wrong")]
    [InlineData(IdentitySha1, "wrong")]
    public void Work_for_nothing_takes_as_long_as_the_check_it_stands_for(string stored, string? typed)
    {
        var password = typed ?? new string('x', 4000);
        var hash = StoredHash.TryRead(stored)!;
        var (check, work) = (double.MaxValue, double.MaxValue);
        for (var run = 0; run < 60 && (run < 5 || Math.Abs((check / work) - 1) >= 0.2); run++)
        {
            check = Math.Min(check, Time(() => hash.Matches(password)));
            work = Math.Min(work, Time(() => hash.WorkFor(password).Spend(password)));
        }

        (check / work).ShouldBeInRange(0.8, 1.2);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(16 + 64)]
    [InlineData(3 * 64)]
    public void Any_number_of_bcrypt_rounds_can_be_done(long rounds) => Should.NotThrow(() => BcryptHash.Spend("wrong", rounds));

    private List<(HashWorkKind Kind, long Rounds)> Total(string? stored, string password)
    {
        var hash = stored is null ? null : StoredHash.TryRead(stored);
        var spent = hash is null ? [] : new[] { hash.WorkFor(password) };
        return [.. spent.Concat(price.FindDue(hash, password)).GroupBy(work => work.Kind).Select(works => (works.Key, works.Sum(work => work.Rounds)))];
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
