namespace HeadlessKey.Tests.Options;

[Promise("T8")]
public sealed class PublishedSecretsTests
{
    [Theory]
    [InlineData("your-256-bit-secret")]
    [InlineData("YOUR-256-BIT-SECRET")]
    [InlineData("  your-256-bit-secret  ")]
    [InlineData("your-256-bit-secret-your-256-bit-secret")]
    [InlineData("secretsecretsecretsecretsecretsecret")]
    [InlineData("changemechangemechangemechangeme1234")]
    [InlineData("put your unique phrase here")]
    public void A_sample_is_found_however_it_was_stretched(string secret) => PublishedSecrets.Contains(secret).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000")]
    [InlineData("abababababababababababababababababababab")]
    public void A_secret_of_a_few_letters_only_is_found(string secret) => PublishedSecrets.Contains(secret).ShouldBeTrue();

    [Theory]
    [InlineData("8Vd2kq0Zs7TtYw3LxPc9RmBnHf5JgEaU")]
    [InlineData("a long sentence with the word secret in it, which is mine")]
    public void A_secret_of_ones_own_is_not_found(string secret) => PublishedSecrets.Contains(secret).ShouldBeFalse();

    [Fact]
    public void What_openssl_makes_is_never_found() =>
        Enumerable.Range(0, 500).Select(_ => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(48)))
            .ShouldAllBe(secret => !PublishedSecrets.Contains(secret));
}
