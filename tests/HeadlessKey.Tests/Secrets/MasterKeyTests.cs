using System.Buffers.Text;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Secrets;

namespace HeadlessKey.Tests.Secrets;

public sealed class MasterKeyTests
{
    private const string Name = "row/1";

    private readonly MasterKey key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);

    [Fact, Promise("T12")]
    public void What_was_sealed_opens_under_the_same_name()
    {
        var text = key.Seal("plain text"u8, Name);

        key.Open(text, Name).ShouldBe("plain text"u8.ToArray());
    }

    [Fact]
    public void Any_bytes_can_be_sealed_under_any_name() =>
        Prop.ForAll<byte[], NonNull<string>>((bytes, name) => key.Open(key.Seal(bytes, name.Get), name.Get).SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_form_is_aes_256_gcm_under_a_derived_key()
    {
        // Sealed by another implementation, from the same key and a fixed nonce.
        var text = "v1.AAECAwQFBgcICQoL" + OtherImplementation();

        key.Open(text, Name).ShouldBe("plain text"u8.ToArray());
    }

    [Fact, Promise("T12")]
    public void Moved_to_another_row_it_does_not_open()
    {
        var text = key.Seal("plain text"u8, Name);

        Should.Throw<CryptographicException>(() => key.Open(text, "row/2"));
    }

    [Fact, Promise("T12")]
    public void Under_another_master_key_it_does_not_open()
    {
        var text = key.Seal("plain text"u8, Name);
        var other = new MasterKey(RandomNumberGenerator.GetBytes(32));

        Should.Throw<CryptographicException>(() => other.Open(text, Name));
    }

    [Fact, Promise("T12")]
    public void A_change_of_any_bit_is_noticed()
    {
        var bytes = Base64Url.DecodeFromChars(key.Seal("plain text"u8, Name).AsSpan(3));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Should.Throw<CryptographicException>(() => key.Open("v1." + Base64Url.EncodeToString(bytes), Name));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void A_cut_text_does_not_open()
    {
        var bytes = Base64Url.DecodeFromChars(key.Seal("plain text"u8, Name).AsSpan(3));
        for (var length = 0; length < bytes.Length; length++)
        {
            Should.Throw<CryptographicException>(() => key.Open("v1." + Base64Url.EncodeToString(bytes.AsSpan(0, length)), Name));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("v2.AAAA")]
    [InlineData("plain text")]
    [InlineData("v1.")]
    [InlineData("v1.not base64url!")]
    [InlineData("v1.A")]
    public void A_text_that_was_never_sealed_does_not_open(string text) => Should.Throw<CryptographicException>(() => key.Open(text, Name));

    [Fact]
    public void The_same_bytes_are_sealed_differently_each_time() => key.Seal("x"u8, Name).ShouldNotBe(key.Seal("x"u8, Name));

    [Fact]
    public void Derived_keys_are_hkdf_sha_256()
    {
        // RFC 5869, computed by another implementation.
        Convert.ToHexStringLower(key.Derive("seal")).ShouldBe("7cd4e5baa83e3aded4bcf29b459d045686c82462ca6cd1bfbee0e799a32d8fb4");
        Convert.ToHexStringLower(key.Derive("refresh", "context"u8)).ShouldBe("8067b59415d66586762be5904f91663b27b2d701c00a1c6ff5ba78a28be44c86");
    }

    [Fact]
    public void Each_purpose_and_each_context_has_a_key_of_its_own() =>
        new[] { key.Derive("a"), key.Derive("b"), key.Derive("a", "x"u8), key.Derive("a", "y"u8), key.Derive("b", "x"u8) }
            .Select(Convert.ToHexString).ShouldBeUnique();

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int length) => Should.Throw<StartupException>(() => new MasterKey(new byte[length]));

    private static string OtherImplementation() => "PLjxp_eYM_6vJpYVAcF7L-Fo02kHLvsHJ7c";
}
