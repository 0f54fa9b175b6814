using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Passwords;
using HeadlessKey.Passwords.Formats;

namespace HeadlessKey.Tests.Passwords.Formats;

public sealed class StoredHashTests
{
    public static TheoryData<string> Foreign => [.. ForeignHashes.All];

    [Theory, MemberData(nameof(Foreign)), Promise("P4")]
    public void The_right_password_matches_and_another_does_not(string stored)
    {
        var hash = StoredHash.TryReadUsable(stored).ShouldNotBeNull();

        hash.Matches(ForeignHashes.Password).ShouldBeTrue();
        foreach (var other in new[] { string.Empty, "Correct horse battery", ForeignHashes.Password + "x", ForeignHashes.Password[1..], new string('x', 1024) })
        {
            hash.Matches(other).ShouldBeFalse(other);
        }
    }

    [Theory, MemberData(nameof(Foreign)), Promise("P6")]
    public void A_stored_form_and_its_parts_are_no_password(string stored)
    {
        var hash = StoredHash.TryReadUsable(stored).ShouldNotBeNull();

        foreach (var piece in stored.Split('$', StringSplitOptions.RemoveEmptyEntries).Append(stored))
        {
            hash.Matches(piece).ShouldBeFalse(piece);
        }
    }

    [Theory, MemberData(nameof(Foreign)), Promise("P4")]
    public void A_foreign_hash_is_to_be_made_anew(string stored) => new PasswordHasher(2).IsOutdated(stored).ShouldBeTrue();

    [Theory, MemberData(nameof(Foreign))]
    public void A_letter_more_or_less_is_another_form_or_another_hash(string stored)
    {
        PasswordHasher.Verify(ForeignHashes.Password, stored[..^1]).ShouldBeFalse();
        PasswordHasher.Verify(ForeignHashes.Password, stored + "A").ShouldBeFalse();
        PasswordHasher.Verify(ForeignHashes.Password, stored[1..]).ShouldBeFalse();
        PasswordHasher.Verify(ForeignHashes.Password, stored + "\n").ShouldBeFalse();
        PasswordHasher.Verify(ForeignHashes.Password, " " + stored).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("$")]
    [InlineData("$P$")]
    [InlineData("$P$Bsaltsalt")]
    [InlineData("$P$.saltsaltc/FDgntba538D7eNXZq/i1")] // 2^0 rounds
    [InlineData("$P$!saltsaltc/FDgntba538D7eNXZq/i1")]
    [InlineData("$Q$Bsaltsaltc/FDgntba538D7eNXZq/i1")]
    [InlineData("$2y$03$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("$2y$32$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("$2x$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("$2y$4$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("$2y$04$abcdefghijklmnopqrst:uqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("$wp$P$Bsaltsaltc/FDgntba538D7eNXZq/i1")]
    [InlineData("$wp$wp$2y$04$abcdefghijklmnopqrstuuBmcW6jRoZjEwB6yLf8pokbS/tOkZxVi")]
    [InlineData("88e4ddd2402d92d50e1879d6ecd9ffdg")]
    [InlineData("AQ==")]
    [InlineData("AQAAAAMAAYagAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==")] // no such function
    [InlineData("AQAAAAIAAAAAAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==")] // no rounds
    [InlineData("AQAAAAIAAYag/////wABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==")] // more salt than there is
    [InlineData("AQAAAAIAAYagAAAAMAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==")] // nothing left of the hash
    [InlineData("$6$rounds=5000$saltsalt$hash")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA")]
    public void What_is_of_no_known_form_is_not_read(string stored)
    {
        StoredHash.TryRead(stored).ShouldBeNull();
        PasswordHasher.Verify(ForeignHashes.Password, stored).ShouldBeFalse();
    }

    [Theory, Promise("P4")]
    [InlineData("$2y$13$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS", false)]
    [InlineData("$2y$14$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS", true)]
    [InlineData("$wp$2y$31$abcdefghijklmnopqrstuuBmcW6jRoZjEwB6yLf8pokbS/tOkZxVi", true)]
    [InlineData("$P$Isaltsaltc/FDgntba538D7eNXZq/i1", false)]
    [InlineData("$P$Jsaltsaltc/FDgntba538D7eNXZq/i1", true)]
    [InlineData("$H$Ssaltsaltc/FDgntba538D7eNXZq/i1", true)]
    [InlineData("AQAAAAIAHoSAAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==", false)] // 2,000,000
    [InlineData("AQAAAAIAHoSBAAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==", true)]
    [InlineData("AQAAAAL/////AAAAEAABAgMEBQYHCAkKCwwNDg/F82/mx+OwWr0QHAWyuVqjzKcjb7NkOUseLhxacRgqVQ==", true)]
    public void What_would_cost_too_much_is_known_and_never_computed(string stored, bool tooDear)
    {
        StoredHash.TryRead(stored).ShouldNotBeNull().IsTooDear.ShouldBe(tooDear);
        (StoredHash.TryReadUsable(stored) is null).ShouldBe(tooDear);
    }

    [Fact]
    public void No_text_makes_the_reading_fail() => Prop.ForAll<NonNull<string>, int>((text, at) =>
    {
        foreach (var stored in ForeignHashes.All)
        {
            var cut = Math.Abs(at % stored.Length);
            _ = StoredHash.TryRead(text.Get);
            _ = StoredHash.TryRead(stored[..cut] + text.Get);
            _ = StoredHash.TryRead(stored[..cut] + text.Get + stored[cut..]);
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_very_long_form_is_not_looked_at() => StoredHash.TryRead(new string('A', 10_000_000)).ShouldBeNull();
}
