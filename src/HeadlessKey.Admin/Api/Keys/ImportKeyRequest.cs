using HeadlessKey.Http;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary>A key of one's own.</summary>
/// <param name="Algorithm">Its algorithm.</param>
/// <param name="Key">An unencrypted PEM private key; for HS256 the secret as text.</param>
/// <param name="Soon">Sign with it as soon as every server can know it, not after the announce time.</param>
internal sealed record ImportKeyRequest(string Algorithm, string Key, bool Soon)
{
    public static ImportKeyRequest Bind(RequestFields fields)
    {
        var request = new ImportKeyRequest(fields.Required("algorithm", 10), fields.Required("key", 20_000), fields.Flag("soon", otherwise: false));
        if (request.Algorithm.Length > 0 && !SigningAlgorithm.IsKnown(request.Algorithm))
        {
            fields.Refuse("algorithm", Messages.AlgorithmUnknown);
        }

        return request;
    }

    public override string ToString() => nameof(ImportKeyRequest); // never the key
}
