using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary>Takes a key out.</summary>
/// <param name="Drop">It leaked: refuse its tokens at once.</param>
internal sealed record RetireKeyRequest(bool Drop)
{
    public static RetireKeyRequest Bind(RequestFields fields) => new(fields.Flag("drop", otherwise: false));
}
