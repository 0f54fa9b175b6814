namespace HeadlessKey.SigningKeys;

/// <summary>Where a key stands in its life.</summary>
internal enum SigningKeyState
{
    /// <summary>Published, so that verifiers know it before it signs.</summary>
    Announced,

    /// <summary>Signs.</summary>
    Active,

    /// <summary>Signs no more; verifies until its last token has expired.</summary>
    Retired,

    /// <summary>Verifies no more.</summary>
    Dropped,
}
