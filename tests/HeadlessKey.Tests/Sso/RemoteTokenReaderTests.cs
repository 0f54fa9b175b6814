using System.Buffers.Text;
using System.Text;
using HeadlessKey.Sso;

namespace HeadlessKey.Tests.Sso;

public sealed class RemoteTokenReaderTests
{
    private const string Header = """{"alg":"ES256"}""";

    [Fact]
    public void Issuer_subject_and_expiry_are_enough()
    {
        var token = Read("""{"iss":"https://other","sub":"42","exp":1700000000}""").ShouldNotBeNull();

        (token.Algorithm, token.Issuer, token.Subject, token.Kid, token.Jti, token.SessionId).ShouldBe(("ES256", "https://other", "42", null, null, null));
        token.ExpiresAt.ToUnixTimeSeconds().ShouldBe(1700000000);
        token.Audiences.ShouldBeEmpty();
        token.Roles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"iss":"i","exp":1,"data":{"ID":7}}""", "7")]
    [InlineData("""{"iss":"i","exp":1,"data":{"user":{"id":7}}}""", "7")]
    [InlineData("""{"iss":"i","exp":1,"sub":"8","data":{"ID":7}}""", "8")]
    public void The_plugins_tokens_have_the_users_number_elsewhere(string claims, string subject) => Read(claims).ShouldNotBeNull().Subject.ShouldBe(subject);

    [Theory]
    [InlineData("""{"sub":"42","exp":1}""")]
    [InlineData("""{"iss":"i","sub":"42"}""")]
    [InlineData("""{"iss":"i","exp":1}""")]
    [InlineData("""{"iss":"i","exp":1,"data":7}""")]
    [InlineData("""{"iss":"i","exp":1,"data":{"ID":"7"}}""")]
    [InlineData("""{"iss":"i","exp":1,"data":{"ID":-7}}""")]
    [InlineData("""{"iss":"i","sub":42,"exp":1}""")]
    [InlineData("""{"iss":"i","sub":null,"exp":1,"data":{"ID":7}}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1.5}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"nbf":"soon"}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"iat":null}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"jti":""}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"sid":[]}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"aud":{}}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"aud":[1]}""")]
    [InlineData("""{"iss":"i","sub":"42","exp":1,"roles":{}}""")]
    [InlineData("""{"iss":"i","sub":"42","sub":"43","exp":1}""")]
    [InlineData("""{"iss":"i","sub":"\ud800","exp":1}""")]
    [InlineData("[]")]
    public void What_is_missing_or_of_another_type_makes_it_no_token(string claims) => Read(claims).ShouldBeNull();

    [Theory]
    [InlineData("""{"alg":"ES256","typ":"JWE"}""")]
    [InlineData("""{"alg":"ES256","jwk":{}}""")]
    [InlineData("""{"alg":"ES256","kid":7}""")]
    [InlineData("""{"alg":["ES256"]}""")]
    [InlineData("{}")]
    public void A_header_that_names_keys_or_no_algorithm_is_none(string header) => Read("""{"iss":"i","sub":"42","exp":1}""", header).ShouldBeNull();

    [Fact]
    public void What_was_signed_has_one_spelling_whatever_the_signature_has()
    {
        var (first, second) = (Token("""{"iss":"i","sub":"42","exp":1}""", Header, "AAAA"), Token("""{"iss":"i","sub":"42","exp":1}""", Header, "BBBB"));

        RemoteTokenReader.Read(first)!.Signed.ShouldBe(RemoteTokenReader.Read(second)!.Signed);
        RemoteTokenReader.Read(first)!.ToString().ShouldBe("RemoteToken");
    }

    private static RemoteToken? Read(string claims, string header = Header) => RemoteTokenReader.Read(Token(claims, header, "AAAA"));

    private static string Token(string claims, string header, string signature) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{signature}";
}
