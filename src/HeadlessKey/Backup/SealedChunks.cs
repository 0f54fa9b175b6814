using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HeadlessKey.Backup;

/// <summary>
/// A stream as encrypted chunks (AES-256-GCM). Each is bound to its number, to whether it is the last, and to the header: chunks that are
/// left out, exchanged, added or cut off are found.
/// </summary>
internal static class SealedChunks
{
    public const int Bytes = 64 * 1024;
    private const int LengthBytes = 4;
    private const uint Last = 0x8000_0000;

    private static int TagBytes => AesGcm.TagByteSizes.MaxSize;

    /// <summary>Reads all of the source and writes it out encrypted.</summary>
    public static async Task WriteAsync(Stream output, BackupHeader header, BackupKey key, Stream source, CancellationToken cancellationToken)
    {
        var headerBytes = header.ToBytes();
        await output.WriteAsync(headerBytes, cancellationToken);
        var plain = new byte[Bytes];
        var chunk = new byte[LengthBytes + Bytes + TagBytes];
        for (long number = 0; ; number++)
        {
            var length = await source.ReadAtLeastAsync(plain, Bytes, throwOnEndOfStream: false, cancellationToken);
            var isLast = length < Bytes;
            BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)length | (isLast ? Last : 0));
            key.Cipher.Encrypt(
                Nonce(number, isLast), plain.AsSpan(0, length), chunk.AsSpan(LengthBytes, length), chunk.AsSpan(LengthBytes + length, TagBytes), headerBytes);
            await output.WriteAsync(chunk.AsMemory(0, LengthBytes + length + TagBytes), cancellationToken);
            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>Reads chunks up to the last one and hands on what is in them, each only once it is known to be genuine.</summary>
    /// <exception cref="BackupException">Something is missing, or was changed.</exception>
    public static async Task ReadAsync(
        Stream input, BackupHeader header, BackupKey key, Func<ReadOnlyMemory<byte>, Task> handOn, CancellationToken cancellationToken)
    {
        var headerBytes = header.ToBytes();
        var chunk = new byte[LengthBytes + Bytes + TagBytes];
        var plain = new byte[Bytes];
        for (long number = 0; ; number++)
        {
            await FillAsync(input, chunk.AsMemory(0, LengthBytes), cancellationToken);
            var mark = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var isLast = (mark & Last) != 0;
            var length = mark & ~Last;
            if (length > Bytes || (length == Bytes) == isLast)
            {
                throw Damaged();
            }

            await FillAsync(input, chunk.AsMemory(LengthBytes, (int)length + TagBytes), cancellationToken);
            try
            {
                key.Cipher.Decrypt(
                    Nonce(number, isLast), chunk.AsSpan(LengthBytes, (int)length), chunk.AsSpan(LengthBytes + (int)length, TagBytes), plain.AsSpan(0, (int)length), headerBytes);
            }
            catch (AuthenticationTagMismatchException)
            {
                throw Damaged();
            }

            await handOn(plain.AsMemory(0, (int)length));
            if (isLast)
            {
                break;
            }
        }

        if (await input.ReadAsync(chunk.AsMemory(0, 1), cancellationToken) > 0)
        {
            throw Damaged();
        }
    }

    // The key is this file's alone, so that a number is enough to be used once.
    private static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[AesGcm.NonceByteSizes.MaxSize];
        nonce[0] = isLast ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64BigEndian(nonce.AsSpan(nonce.Length - sizeof(long)), number);
        return nonce;
    }

    private static async Task FillAsync(Stream input, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) < buffer.Length)
        {
            throw new BackupException("The backup is cut off. Nothing was restored.");
        }
    }

    private static BackupException Damaged() => new("The backup is damaged. Nothing was restored.");
}
