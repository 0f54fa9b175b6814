using System.Buffers.Text;
using System.Text;

namespace HeadlessKey.Tests.Tokens;

/// <summary>Compact tokens as text, well formed or not; nobody looks at the signature here.</summary>
internal static class TokenTexts
{
    public const string Header = """{"alg":"HS256","typ":"JWT","kid":"key-1"}""";

    public const string Claims =
        """{"iss":"https://example.com","iat":100,"nbf":100,"exp":200,"jti":"j","sub":"7","sid":"s","gen":3,"roles":["editor"],"data":{"user_login":"ada"}}""";

    public static string Of(string header = Header, string claims = Claims) => $"{Part(header)}.{Part(claims)}.AAAA";

    public static string OfBytes(byte[] claims) => $"{Part(Header)}.{Base64Url.EncodeToString(claims)}.AAAA";

    /// <summary>The good claims with one of them written differently; null leaves it out.</summary>
    public static string With(string name, string? json)
    {
        var members = System.Text.Json.JsonDocument.Parse(Claims).RootElement.EnumerateObject()
            .Where(member => member.Name != name)
            .Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}");
        return Of(claims: $"{{{string.Join(',', json is null ? members : members.Append($"\"{name}\":{json}"))}}}");
    }

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
