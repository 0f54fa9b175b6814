using System.Buffers.Text;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

public sealed class TokenReaderTests
{
    [Fact]
    public void A_good_token_is_read()
    {
        TokenReader.HasShape(TokenTexts.Of()).ShouldBeTrue();
        TokenReader.ReadHeader(TokenTexts.Of()).ShouldBe(("key-1", "HS256"));

        var claims = TokenReader.ReadClaims(TokenTexts.Of()).ShouldNotBeNull();
        claims.Issuer.ShouldBe("https://example.com");
        claims.Audiences.ShouldBeEmpty();
        claims.IssuedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(100));
        (claims.Token.Jti, claims.Token.SessionId, claims.Token.Generation, claims.Token.UserId, claims.Token.UserLogin).ShouldBe(("j", "s", 3, 7, "ada"));
        claims.Token.Roles.ShouldBe(["editor"]);
        claims.Token.NotBefore.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(100));
        claims.Token.ExpiresAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(200));
        Encoding.UTF8.GetString(claims.Token.Claims.Span).ShouldBe(TokenTexts.Claims);
    }

    [Theory, Promise("T9")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("a.b.")]
    [InlineData(".b.c")]
    [InlineData("a..c")]
    [InlineData("a.b.c.d")]
    [InlineData("a.b.c.d.e")]
    [InlineData("a.b.c ")]
    [InlineData("a.b.c=")]
    [InlineData("a.b+.c")]
    [InlineData("a.b/.c")]
    [InlineData("a.ä.c")]
    [InlineData("a.b\0.c")]
    public void What_is_not_three_parts_of_base64url_has_no_shape(string token) => TokenReader.HasShape(token).ShouldBeFalse();

    [Theory, Promise("T9")]
    [InlineData(8192, true)]
    [InlineData(8193, false)]
    public void A_token_has_at_most_8_kib(int length, bool good) => TokenReader.HasShape("a.b." + new string('c', length - 4)).ShouldBe(good);

    [Theory, Promise("T4")]
    [InlineData("jku", "\"https://attacker.example/keys\"")]
    [InlineData("jwk", "{\"kty\":\"oct\",\"k\":\"AAAA\"}")]
    [InlineData("x5u", "\"https://attacker.example/cert\"")]
    [InlineData("x5c", "[\"AAAA\"]")]
    [InlineData("crit", "[\"exp\"]")]
    [InlineData("b64", "false")]
    [InlineData("zip", "\"DEF\"")]
    public void A_header_that_names_its_own_key_is_refused(string name, string json) =>
        HeaderOf($$"""{"alg":"HS256","kid":"key-1","{{name}}":{{json}}}""").ShouldBeNull();

    [Theory, Promise("T1")]
    [InlineData("""{"kid":"key-1"}""")]
    [InlineData("""{"alg":null,"kid":"key-1"}""")]
    [InlineData("""{"alg":["HS256"],"kid":"key-1"}""")]
    [InlineData("""{"alg":256,"kid":"key-1"}""")]
    [InlineData("""{"alg":"HS256","alg":"none","kid":"key-1"}""")]
    [InlineData("""{"alg":"HS256","\u0061lg":"none","kid":"key-1"}""")]
    public void A_header_without_one_algorithm_is_refused(string header) => HeaderOf(header).ShouldBeNull();

    [Theory]
    [InlineData("""{"alg":"HS256"}""")]
    [InlineData("""{"alg":"HS256","kid":""}""")]
    [InlineData("""{"alg":"HS256","kid":7}""")]
    [InlineData("""{"alg":"HS256","kid":"a","kid":"b"}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1","typ":"JWE"}""")]
    [InlineData("""["alg","kid"]""")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"alg":"HS256","kid":"key-1"}x""")]
    [InlineData("""{"alg":"HS256","kid":"key-1",}""")]
    [InlineData("""{"alg":"HS256","kid":"key-1"/**/}""")]
    public void A_header_that_is_not_one_of_ours_is_refused(string header) => HeaderOf(header).ShouldBeNull();

    [Theory, Promise("T5")]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_key_id_has_at_most_128_letters(int length, bool good) =>
        (HeaderOf($$"""{"alg":"HS256","kid":"{{new string('k', length)}}"}""") is not null).ShouldBe(good);

    [Theory]
    [InlineData("iss")]
    [InlineData("jti")]
    [InlineData("sid")]
    [InlineData("sub")]
    [InlineData("gen")]
    [InlineData("iat")]
    [InlineData("nbf")]
    [InlineData("exp")]
    [InlineData("roles")]
    [InlineData("data")]
    public void A_claim_that_is_missing_or_of_no_use_is_refused(string name)
    {
        foreach (var json in (string?[])[null, "null", "{}", "true", "[1]", "[null]"])
        {
            TokenReader.ReadClaims(TokenTexts.With(name, json)).ShouldBeNull($"{name}: {json}");
        }
    }

    [Theory, Promise("T6")]
    [InlineData("\"200\"")]
    [InlineData("200.5")]
    [InlineData("2e2")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("253402300800")] // the year 10,000
    public void A_date_is_a_whole_number_of_seconds(string json)
    {
        foreach (var name in (string[])["exp", "nbf", "iat"])
        {
            TokenReader.ReadClaims(TokenTexts.With(name, json)).ShouldBeNull($"{name}: {json}");
        }
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"-7\"")]
    [InlineData("\" 7\"")]
    [InlineData("\"7.0\"")]
    [InlineData("\"ada\"")]
    [InlineData("7")]
    public void A_subject_is_a_users_number_as_text(string json) => TokenReader.ReadClaims(TokenTexts.With("sub", json)).ShouldBeNull();

    [Theory]
    [InlineData("\"one\"", "one")]
    [InlineData("[\"one\",\"two\"]", "one two")]
    [InlineData("[]", "")]
    public void An_audience_is_one_text_or_a_list(string json, string expected) =>
        string.Join(' ', TokenReader.ReadClaims(TokenTexts.With("aud", json)).ShouldNotBeNull().Audiences).ShouldBe(expected);

    [Theory]
    [InlineData("7")]
    [InlineData("[7]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void An_audience_of_another_type_is_refused(string json) => TokenReader.ReadClaims(TokenTexts.With("aud", json)).ShouldBeNull();

    [Fact, Promise("T9")]
    public void A_member_that_stands_twice_is_refused() =>
        TokenReader.ReadClaims(TokenTexts.Of(claims: TokenTexts.Claims.Replace("{\"iss\"", "{\"exp\":9999,\"iss\"", StringComparison.Ordinal))).ShouldBeNull();

    [Theory, Promise("T9")]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void Nesting_is_limited(int depth, bool good) =>
        (TokenReader.ReadClaims(TokenTexts.With("x", new string('[', depth) + new string(']', depth))) is not null).ShouldBe(good);

    [Fact, Promise("T9")]
    public void Bad_utf_8_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(TokenTexts.Claims);
        bytes[TokenTexts.Claims.IndexOf("ada", StringComparison.Ordinal)] = 0xff;

        TokenReader.ReadClaims(TokenTexts.OfBytes(bytes)).ShouldBeNull();
    }

    [Fact, Promise("T9")]
    public void Half_a_character_is_refused() => TokenReader.ReadClaims(TokenTexts.With("jti", "\"\\ud800\"")).ShouldBeNull();

    [Fact, Promise("T9")]
    public void Whatever_the_bytes_reading_never_throws() =>
        Prop.ForAll<byte[], byte[]>((header, claims) =>
        {
            var token = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}.AAAA";
            return TokenReader.ReadHeader(token) is null && TokenReader.ReadClaims(token) is null;
        }).QuickCheckThrowOnFailure();

    [Fact, Promise("T9")]
    public void Text_of_any_length_that_has_the_shape_is_read_without_throwing()
    {
        // Lengths that no base64url text has, too.
        for (var length = 1; length < 12; length++)
        {
            var part = new string('e', length);
            TokenReader.ReadHeader($"{part}.{part}.A").ShouldBeNull();
            TokenReader.ReadClaims($"{part}.{part}.A").ShouldBeNull();
        }
    }

    private static (string Kid, string Algorithm)? HeaderOf(string header) => TokenReader.ReadHeader(TokenTexts.Of(header));
}
