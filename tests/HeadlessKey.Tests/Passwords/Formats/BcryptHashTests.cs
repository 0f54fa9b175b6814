using HeadlessKey.Passwords;
using HeadlessKey.Passwords.Formats;

namespace HeadlessKey.Tests.Passwords.Formats;

public sealed class BcryptHashTests
{
    [Theory, Promise("P4")]
    [InlineData("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("U*U*", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK")]
    [InlineData("U*U", "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")]
    [InlineData("correct horse battery", "$2a$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    [InlineData("correct horse battery", "$2b$04$abcdefghijklmnopqrstuuqREtd3VJD2QVZbuFskFSLk6eRIrQoOS")]
    public void What_another_implementation_computed_verifies(string password, string stored) => PasswordHasher.Verify(password, stored).ShouldBeTrue();

    [Fact]
    public void It_sees_72_bytes_and_no_more()
    {
        const string stored = "$2y$04$abcdefghijklmnopqrstuuKiIlCeXB6chNXkLyAo8C7XcLPzh6zUe"; // of 36 é, which are 72 bytes, and a tail
        var seen = string.Concat(Enumerable.Repeat("é", 36));

        PasswordHasher.Verify(seen, stored).ShouldBeTrue();
        PasswordHasher.Verify(seen + "another tail", stored).ShouldBeTrue();
        PasswordHasher.Verify(seen[1..], stored).ShouldBeFalse();
    }

    [Fact]
    public void A_nul_matches_nothing()
    {
        PasswordHasher.Verify("U*U\0anything", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW").ShouldBeFalse();
        BcryptHash.TryRead("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW")!.Matches("U*U\0"u8.ToArray()).ShouldBeFalse();
    }

    [Fact]
    public void It_is_supported_where_the_systems_library_is() => BcryptHash.TryRead(ForeignHashes.Bcrypt)!.IsSupported.ShouldBe(Libcrypt.IsThere);
}
