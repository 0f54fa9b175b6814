using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Testing;

namespace HeadlessKey.WordPressTests.Attacks;

/// <summary>Tokens that say they are ours and are not what the server writes: 401, whatever else the request has in it.</summary>
public sealed class TokenForgeryTests(WordPressSite site)
{
    [SiteTheory, Promise("T3")]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    [InlineData("HS512")]
    [InlineData("ES384")]
    [InlineData("RS256")]
    [InlineData("HS256")]
    [InlineData("es256")]
    public async Task Another_algorithm_than_that_of_the_key_is_refused(string algorithm) =>
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Header["alg"] = algorithm));

    [SiteFact, Promise("T1")]
    public async Task A_token_without_a_signature_is_refused()
    {
        var token = await TokenAsync(token => token.Header["alg"] = "none");

        await ShouldBeRefusedAsync(token[..(token.LastIndexOf('.') + 1)]);
        await ShouldBeRefusedAsync(token[..token.LastIndexOf('.')]);
    }

    [SiteTheory, Promise("T2")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task A_public_key_is_no_secret_for_hs256(string algorithm)
    {
        var key = TestKeys.Get(algorithm);
        string[] texts = [key.Verifier, key.Verifier + "\n", key.Verifier.TrimEnd(), string.Concat(key.Verifier.Split('\n')[1..^1])];
        foreach (var secret in texts)
        {
            await ShouldBeRefusedAsync(await TokenAsync(token =>
            {
                token.Key = key with { Algorithm = "HS256", Sign = data => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), data) };
            }));
        }
    }

    [SiteTheory, Promise("T5")]
    [InlineData("RS256", "es")]
    [InlineData("ES256", "rs")]
    [InlineData("HS256", "rs")]
    [InlineData("RS256", "hs")]
    [InlineData("ES256", "unknown")]
    [InlineData("ES256", "")]
    [InlineData("ES256", "../../wp-config.php")]
    [InlineData("ES256", "' or 1=1 -- ")]
    [InlineData("ES256", "es\u0000")]
    public async Task Another_kid_than_that_of_the_signing_key_is_refused(string algorithm, string kid) =>
        await ShouldBeRefusedAsync(await TokenAsync(token =>
        {
            token.Key = TestKeys.Get(algorithm);
            token.Header["kid"] = kid;
        }));

    [SiteTheory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("null")]
    [InlineData("true")]
    public async Task A_kid_that_is_no_text_is_refused(string kid)
    {
        var token = await TokenOfAsync();

        await ShouldBeRefusedAsync(token.Sign(token.Claims.ToJsonString(), $$"""{"alg":"ES256","kid":{{kid}},"typ":"JWT"}"""));
    }

    [SiteFact]
    public async Task A_key_that_the_site_was_not_told_about_signs_nothing() =>
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Key = TestKeys.Unknown with { Kid = TestKeys.Es256.Kid }));

    [SiteTheory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public async Task A_signature_with_one_bit_turned_over_is_refused(string algorithm)
    {
        var token = await TokenAsync(token => token.Key = TestKeys.Get(algorithm));
        var cut = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(cut));
        signature[^1] ^= 1;

        await ShouldBeRefusedAsync(token[..cut] + Base64Url.EncodeToString(signature));
    }

    [SiteFact]
    public async Task Es256_signatures_in_another_form_are_refused()
    {
        foreach (var format in new Func<byte[], byte[]>[] { _ => new byte[64], data => ToDer(TestKeys.Es256.Sign(data)), data => [.. TestKeys.Es256.Sign(data), 0], data => TestKeys.Es256.Sign(data)[..63] })
        {
            await ShouldBeRefusedAsync(await TokenAsync(token => token.Key = TestKeys.Es256 with { Sign = format }));
        }
    }

    [SiteTheory, Promise("T4")]
    [InlineData("crit")]
    [InlineData("jku")]
    [InlineData("jwk")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    [InlineData("b64")]
    public async Task A_header_that_would_name_a_key_or_another_form_is_refused(string name) =>
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Header[name] = "https://evil.example/"));

    [SiteFact]
    public async Task Another_type_of_token_is_refused() => await ShouldBeRefusedAsync(await TokenAsync(token => token.Header["typ"] = "at+jwt"));

    [SiteFact, Promise("T9")]
    public async Task Names_that_come_twice_are_refused()
    {
        var token = await TokenOfAsync();
        var claims = token.Claims.ToJsonString();

        await ShouldBeRefusedAsync(token.Sign(claims[..^1] + ",\"sub\":\"1\"}"));
        await ShouldBeRefusedAsync(token.Sign("""{"\u0069ss":"https://other.example",""" + claims[1..]));
        await ShouldBeRefusedAsync(token.Sign(claims.Replace("\"stamp\":", "\"ID\":1,\"stamp\":", StringComparison.Ordinal)));
        await ShouldBeRefusedAsync(token.Sign(claims, """{"alg":"none","alg":"ES256","kid":"es","typ":"JWT"}"""));
    }

    [SiteFact, Promise("T9")]
    public async Task Deep_and_long_tokens_are_refused()
    {
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Claims["more"] = System.Text.Json.Nodes.JsonNode.Parse(new string('[', 30) + new string(']', 30))));
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Claims["more"] = new string('x', 5900))); // 8 KiB and some in base64
    }

    [SiteFact]
    public async Task A_signature_or_claims_in_a_second_spelling_are_refused()
    {
        var token = await TokenAsync(_ => { });
        var parts = token.Split('.');

        await ShouldBeRefusedAsync($"{parts[0]}.{parts[1]}.{parts[2]}=");
        await ShouldBeRefusedAsync($"{parts[0]}.{parts[1]}=.{parts[2]}");
        await ShouldBeRefusedAsync($"{parts[0]}.{parts[1]}.{parts[2]}.");
        await ShouldBeRefusedAsync($"{parts[0]}.{parts[1]}.{parts[2][..^1]}{(char)(parts[2][^1] + 1)}"); // the last letter of 64 bytes has unused bits
    }

    [SiteTheory, Promise("T6")]
    [InlineData("exp", "\"9999999999\"")]
    [InlineData("exp", "9999999999.5")]
    [InlineData("exp", "1e12")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "9999999999999999999999")]
    [InlineData("exp", "999999999999999")]
    [InlineData("exp", "null")]
    [InlineData("iat", "\"1\"")]
    [InlineData("iat", "null")]
    [InlineData("nbf", "\"1\"")]
    [InlineData("sub", "1")]
    [InlineData("sub", "\"1\"")]
    [InlineData("jti", "[]")]
    [InlineData("sid", "null")]
    [InlineData("gen", "\"3\"")]
    [InlineData("aud", "\"https://other.example\"")]
    [InlineData("aud", "[]")]
    [InlineData("aud", "{\"https://site.example.test\":true}")]
    [InlineData("data", "[]")]
    [InlineData("data", "null")]
    public async Task A_claim_of_another_kind_or_value_is_refused(string name, string value) =>
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Claims[name] = System.Text.Json.Nodes.JsonNode.Parse(value)));

    [SiteTheory]
    [InlineData("ID", "1")]
    [InlineData("ID", "\"1\"")]
    [InlineData("ID", "99999999")]
    [InlineData("user_login", "\"admin\"")]
    [InlineData("user_login", "null")]
    [InlineData("stamp", "null")]
    [InlineData("stamp", "0")]
    [InlineData("stamp", "true")]
    [InlineData("stamp", "[]")]
    public async Task A_token_about_somebody_else_or_without_a_stamp_is_refused(string name, string value) =>
        await ShouldBeRefusedAsync(await TokenAsync(token => token.Claims["data"]![name] = System.Text.Json.Nodes.JsonNode.Parse(value)));

    /// <summary>Refused by itself, and also where a cookie that is good for everything comes along.</summary>
    private async Task ShouldBeRefusedAsync(string token)
    {
        (await site.GetMeAsync(token)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");

        using var withCookie = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me", token);
        (await SiteCookies.OfAdministratorAsync(site)).AddTo(withCookie);
        (await site.SendAsync(withCookie)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
    }

    private async Task<string> TokenAsync(Action<SiteToken> change) => (await TokenOfAsync()).With(change).Sign();

    private async Task<SiteToken> TokenOfAsync() => await SiteToken.OfAsync(site, await site.GetUserAsync("editor"));

    private static byte[] ToDer(byte[] signature)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteIntegerUnsigned(signature.AsSpan(0, 32).TrimStart((byte)0));
            writer.WriteIntegerUnsigned(signature.AsSpan(32).TrimStart((byte)0));
        }

        return writer.Encode();
    }
}
