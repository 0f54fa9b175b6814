using System.Buffers.Text;
using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Reads a compact JWT as a client would, without verifying it.</summary>
public static class Jwt
{
    public static JsonElement Header(string token) => Part(token, 0);

    public static JsonElement Claims(string token) => Part(token, 1);

    /// <summary>The same token with one bit of its signature turned over.</summary>
    public static string Forge(string token)
    {
        var cut = token.LastIndexOf('.') + 1;
        var signature = Base64Url.DecodeFromChars(token.AsSpan(cut));
        signature[0] ^= 1;
        return token[..cut] + Base64Url.EncodeToString(signature);
    }

    private static JsonElement Part(string token, int index) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[index])).RootElement;
}
