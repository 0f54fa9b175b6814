using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary>Another key signs, one's own or a new one; or one signs no more.</summary>
internal sealed class KeyFlow(KeyRotation rotation, KeyRing ring, HeadlessKeyOptions options)
{
    public async Task<(SigningKey? Key, ApiError? Error)> RotateAsync(AdminCaller caller, RotateKeyRequest request, CancellationToken cancellationToken)
    {
        if (options.SecretKey is not null)
        {
            return (null, ApiError.KeyConfigured);
        }

        var configured = options.Keys.Algorithm;
        var wanted = request.Algorithm ?? configured ?? ring.Live[^1].Algorithm;
        if (configured is not null && !string.Equals(configured, wanted, StringComparison.Ordinal))
        {
            return (null, ApiError.KeyConfigured); // the next start would go back to it
        }

        var key = await Task.Run(() => rotation.RotateAsync(wanted, request.Soon, CancellationToken.None, caller), cancellationToken);
        await ring.CatchUpAsync(CancellationToken.None);
        return (key, null);
    }

    public async Task<(SigningKey? Key, ApiError? Error)> ImportAsync(AdminCaller caller, ImportKeyRequest request)
    {
        if (options.SecretKey is not null)
        {
            return (null, ApiError.KeyConfigured);
        }

        KeyMaterial material;
        try
        {
            material = KeyMaterial.FromFile(request.Algorithm, request.Key, "The key");
        }
        catch (StartupException exception)
        {
            return (null, ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { ["key"] = new(exception.Message, exception.Message) }));
        }

        if (ring.Live.Any(key => string.Equals(key.Kid, material.Kid, StringComparison.Ordinal)))
        {
            return (null, ApiError.KeyExists);
        }

        var added = await rotation.ImportAsync(material, request.Soon, CancellationToken.None, caller);
        await ring.CatchUpAsync(CancellationToken.None);
        return (added, null);
    }

    public async Task<ApiError?> RetireAsync(AdminCaller caller, string kid, bool drop)
    {
        if (options.SecretKey is not null)
        {
            return ApiError.KeyConfigured;
        }

        if (ring.Live.All(key => !string.Equals(key.Kid, kid, StringComparison.Ordinal)))
        {
            return ApiError.NoKey;
        }

        if (!await rotation.RetireAsync(kid, drop, CancellationToken.None, caller))
        {
            return ApiError.LastKey;
        }

        await ring.CatchUpAsync(CancellationToken.None);
        return null;
    }
}
