namespace HeadlessKey;

/// <summary>Secrets that stand in public documentation and samples: whoever can read can sign with them.</summary>
internal static class PublishedSecrets
{
    private static readonly string[] Samples =
    [
        "your-long-random-secure-string",
        "your-top-secret-key",
        "your-top-secrect-key",
        "your-256-bit-secret",
        "a-string-secret-at-least-256-bits-long",
        "put your unique phrase here",
        "changeme",
        "change-me",
        "secret",
    ];

    /// <summary>Also finds a sample that was only repeated or padded to the required length.</summary>
    public static bool Contains(string secret)
    {
        var text = secret.Trim();
        return text.Distinct().Count() < 8
            || Array.Exists(Samples, sample => text.Replace(sample, string.Empty, StringComparison.OrdinalIgnoreCase).Length < text.Length / 4);
    }
}
