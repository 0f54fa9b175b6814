using System.Buffers;
using System.Text.Json;
using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.SigningKeys;

/// <summary>The public keys (RFC 7517, 5), announced ones included. An HS256 key has no public half and is never in it.</summary>
internal static class JwksEndpoint
{
    /// <summary>The name must differ wherever it is mapped: it is the operation id.</summary>
    public static void Map(IEndpointRouteBuilder routes, string pattern, string name = "jwks") =>
        routes.MapGet(pattern, Get).Describe(name, "The public keys that verify our tokens.").Answers<JsonElement>();

    private static IResult Get(HttpContext context, KeyRing keys, HeadlessKeyOptions options)
    {
        // At most half the announce time: whoever caches the set knows a new key before it signs.
        var maxAge = (long)Math.Min(TimeSpan.FromMinutes(5).TotalSeconds, options.Keys.AnnounceFor.TotalSeconds / 2);
        context.Response.Headers.CacheControl = FormattableString.Invariant($"public, max-age={maxAge}");
        return RestResult.Bytes(Write(keys));
    }

    private static ReadOnlyMemory<byte> Write(KeyRing keys)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteStartArray("keys");
        foreach (var key in keys.Live)
        {
            if (key.Material.PublicKey is not { } published)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("kty", published.Kty);
            json.WriteString("use", published.Use);
            json.WriteString("alg", published.Alg);
            json.WriteString("kid", published.Kid);
            foreach (var (name, value) in new[] { ("n", published.N), ("e", published.E), ("crv", published.Crv), ("x", published.X), ("y", published.Y) })
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
