using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;

namespace HeadlessKey.ActivityLog;

/// <summary>
/// The hashes of the chain: HMAC-SHA256 under a key that is derived from the master key, so that who can only write to the database cannot
/// make a seal that fits.
/// </summary>
internal sealed class SealHash(MasterKey masterKey)
{
    private readonly byte[] key = masterKey.Derive("activity-seal");

    /// <summary>A seal over these rows and the hash of the seal before.</summary>
    public string OfSeal(Seal seal, string previous, byte[] rows) => Keyed("seal", [
        Text(seal.Number), Text(seal.FirstId), Text(seal.LastId), Text(seal.Rows), Text(seal.NewestAt.ToUnixTimeMilliseconds()),
        Text(seal.SealedAt.ToUnixTimeMilliseconds()), previous, Convert.ToHexStringLower(rows),
    ]);

    public string OfState(SealState state) => Keyed("state", [
        Text(state.Version), Text(state.SealedNumber), Text(state.SealedId), state.SealedHash, Text(state.PrunedNumber), Text(state.PrunedId), state.PrunedHash,
        Text(state.AnchoredId), Text(state.AnchoredAt.ToUnixTimeMilliseconds()),
    ]);

    /// <summary>Whether the state is one of ours.</summary>
    public bool IsGenuine(SealState state) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(OfState(state)), Encoding.UTF8.GetBytes(state.Mac));

    /// <summary>Adds a row. Each value goes with its length, so that no text can pass for two.</summary>
    public static void AddRow(IncrementalHash hash, ActivityRow row)
    {
        Add(hash, Text(row.Id));
        Add(hash, Text(row.At.ToUnixTimeMilliseconds()));
        Add(hash, row.EventId);
        Add(hash, row.Type);
        Add(hash, row.Outcome);
        Add(hash, row.ActorKind);
        Add(hash, row.ActorId is { } actor ? Text(actor) : null);
        Add(hash, row.SubjectId is { } subject ? Text(subject) : null);
        Add(hash, row.SessionId);
        Add(hash, row.Address);
        Add(hash, row.Device);
        Add(hash, row.UserAgent);
        Add(hash, row.RequestId);
        Add(hash, row.Detail);
    }

    private string Keyed(string kind, string[] values)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Add(hash, kind);
        foreach (var value in values)
        {
            Add(hash, value);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string? value)
    {
        Span<byte> length = stackalloc byte[4];
        var bytes = value is null ? [] : Encoding.UTF8.GetBytes(value);
        BinaryPrimitives.WriteInt32BigEndian(length, value is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
