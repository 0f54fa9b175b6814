using System.Security.Cryptography;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>The issuer's keys, one for each algorithm, and one that nobody has told the site about.</summary>
public static class TestKeys
{
    public static TestKey Hs256 { get; } = TestKey.OfSecret("hs", RandomNumberGenerator.GetBytes(32));

    public static TestKey Rs256 { get; } = TestKey.Of("rs", RSA.Create(2048));

    public static TestKey Es256 { get; } = TestKey.Of("es", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TestKey Unknown { get; } = TestKey.Of("unknown", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>One that the site learns by a signed call.</summary>
    public static TestKey Pushed { get; } = TestKey.Of("pushed", ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static TestKey Get(string algorithm) => algorithm switch
    {
        "HS256" => Hs256,
        "RS256" => Rs256,
        "ES256" => Es256,
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a known algorithm."),
    };
}
