using HeadlessKey.Http;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary>A new key that takes over.</summary>
/// <param name="Algorithm">Its algorithm; default: the configured one, else that of the newest key.</param>
/// <param name="Soon">Sign with it as soon as every server can know it, not after the announce time.</param>
internal sealed record RotateKeyRequest(string? Algorithm, bool Soon)
{
    public static RotateKeyRequest Bind(RequestFields fields)
    {
        var request = new RotateKeyRequest(fields.Optional("algorithm", 10), fields.Flag("soon", otherwise: false));
        if (request.Algorithm is { } algorithm && !SigningAlgorithm.IsKnown(algorithm))
        {
            fields.Refuse("algorithm", Messages.AlgorithmUnknown);
        }

        return request;
    }
}
