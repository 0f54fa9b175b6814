using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;
using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

public sealed class SessionSecretsTests
{
    private const string Salt = "AAECAwQFBgcICQoLDA0ODw";
    private const string OtherSalt = "AAECAwQFBgcICQoLDA0ODg";

    private readonly SessionSecrets secrets = new(new MasterKey([.. Enumerable.Range(0, 32).Select(i => (byte)i)]));

    [Fact]
    public void The_form_is_the_id_the_generation_and_a_mac()
    {
        // By another implementation, from the same master key, salt, id and generation.
        secrets.RefreshToken(Session(7)).ShouldBe("hkr_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bbs");
        secrets.Jti(Session(7)).ShouldBe("b50a9a50-bd35-4971-9bba-f90312d1c6f4");
    }

    [Fact]
    public void A_refresh_token_comes_back_as_what_it_was_made_of() =>
        Prop.ForAll<NonNegativeInt>(generation =>
            SessionSecrets.TryRead(secrets.RefreshToken(Session(generation.Get)), out var read)
            && read.Generation == generation.Get
            && read.SessionId == Session(0).Id
            && secrets.IsGenuine(read, Session(generation.Get))).QuickCheckThrowOnFailure();

    [Fact]
    public void The_largest_generation_comes_back()
    {
        SessionSecrets.TryRead(secrets.RefreshToken(Session(long.MaxValue)), out var read).ShouldBeTrue();

        read.Generation.ShouldBe(long.MaxValue);
    }

    [Fact]
    public void A_session_knows_the_tokens_of_its_other_generations() // or it could not tell a second use from a forgery
    {
        SessionSecrets.TryRead(secrets.RefreshToken(Session(3)), out var old).ShouldBeTrue();

        secrets.IsGenuine(old, Session(9)).ShouldBeTrue();
    }

    [Fact, Promise("S1")]
    public void A_change_of_any_bit_is_noticed()
    {
        var bytes = Base64Url.DecodeFromChars(secrets.RefreshToken(Session(7)).AsSpan(4));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var genuine = SessionSecrets.TryRead("hkr_" + Base64Url.EncodeToString(bytes), out var read) && secrets.IsGenuine(read, Session(7));
            genuine.ShouldBeFalse($"bit {bit}");
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact, Promise("S1")]
    public void The_master_key_alone_does_not_make_a_token()
    {
        SessionSecrets.TryRead(secrets.RefreshToken(Session(7) with { Salt = OtherSalt }), out var read).ShouldBeTrue();

        secrets.IsGenuine(read, Session(7)).ShouldBeFalse();
    }

    [Fact, Promise("S1")]
    public void The_database_alone_does_not_make_a_token()
    {
        SessionSecrets.TryRead(new SessionSecrets(new MasterKey(new byte[32])).RefreshToken(Session(7)), out var read).ShouldBeTrue();

        secrets.IsGenuine(read, Session(7)).ShouldBeFalse();
    }

    [Fact, Promise("S1")]
    public void A_mac_has_256_bits() => Base64Url.DecodeFromChars(secrets.RefreshToken(Session(0)).AsSpan(4)).Length.ShouldBe(16 + 8 + 32);

    [Theory]
    [InlineData("")]
    [InlineData("hkr_")]
    [InlineData("HKR_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bbs")]
    [InlineData("AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bbs")]
    [InlineData("hkr_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bb")]
    [InlineData("hkr_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bbss")]
    [InlineData("hkr_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6-PwnbGLNSceABtWLO8bb=")]
    [InlineData("hkr_AAECAwQFBgcICQoLDA0ODwAAAAAAAAAHNGbxeZ9UM5v8vo5jIlcsA6+PwnbGLNSceABtWLO8bbs")]
    [InlineData("hkr_AAECAwQFBgcICQoLDA0OD_________________________________________________________")]
    public void What_has_not_the_form_is_not_read(string text) => SessionSecrets.TryRead(text, out _).ShouldBeFalse();

    [Fact]
    public void A_refresh_token_with_any_character_in_it_is_read_without_throwing() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            var padded = ("hkr_" + text.Get).PadRight(79, '!')[..79];
            return !SessionSecrets.TryRead(padded, out var read) || !secrets.IsGenuine(read, Session(0));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_name_of_an_access_token_is_a_version_4_uuid() =>
        Prop.ForAll<NonNegativeInt>(generation => Guid.Parse(secrets.Jti(Session(generation.Get))) is { Version: 4, Variant: >= 8 and <= 11 })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Asking_twice_gives_the_same_token_and_name()
    {
        secrets.Jti(Session(7)).ShouldBe(secrets.Jti(Session(7)));
        secrets.RefreshToken(Session(7)).ShouldBe(secrets.RefreshToken(Session(7)));
    }

    [Fact]
    public void Each_generation_and_each_session_has_names_of_its_own() =>
        Enumerable.Range(0, 100).SelectMany(g => new[] { secrets.Jti(Session(g)), secrets.Jti(Session(g) with { Salt = OtherSalt }) }).ShouldBeUnique();

    private static Session Session(long generation) => new()
    {
        Id = "000102030405060708090a0b0c0d0e0f",
        UserId = 1,
        Salt = Salt,
        Generation = generation,
        CreatedAt = default,
        RotatedAt = default,
        IdleExpiresAt = default,
        ExpiresAt = default,
        AccessExpiresAt = default,
    };
}
