using System.Buffers.Text;
using HeadlessKey.Secrets;

namespace HeadlessKey.Tests.Secrets;

public sealed class RandomIdTests
{
    [Fact]
    public void A_secret_has_256_bits() => Base64Url.DecodeFromChars(RandomId.Secret()).Length.ShouldBe(32);

    [Fact]
    public void A_handle_has_128_bits_in_lower_case_hex() => RandomId.Handle().ShouldMatch("^[0-9a-f]{32}$");

    [Fact]
    public void No_two_are_alike() => Enumerable.Range(0, 1000).Select(_ => RandomId.Handle()).ShouldBeUnique();

    [Fact]
    public void Every_bit_is_used()
    {
        var bytes = Enumerable.Range(0, 200).Select(_ => Base64Url.DecodeFromChars(RandomId.Secret())).ToArray();

        Enumerable.Range(0, 256).ShouldAllBe(bit => bytes.Select(secret => secret[bit / 8] >> (bit % 8) & 1).Distinct().Count() == 2);
    }
}
