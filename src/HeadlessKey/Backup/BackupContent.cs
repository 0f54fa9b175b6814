using System.Buffers.Binary;

namespace HeadlessKey.Backup;

/// <summary>
/// What is inside of a backup: the master key (32 bytes), the length of the database, the database. A length of 0: there is none, the key
/// came from a server on PostgreSQL.
/// </summary>
internal static class BackupContent
{
    public const int HeadBytes = Secrets.MasterKey.Bytes + sizeof(long);

    public static byte[] WriteHead(byte[] masterKey, long databaseLength)
    {
        var head = new byte[HeadBytes];
        masterKey.CopyTo(head, 0);
        BinaryPrimitives.WriteInt64BigEndian(head.AsSpan(masterKey.Length), databaseLength);
        return head;
    }

    public static (byte[] MasterKey, long DatabaseLength) ReadHead(ReadOnlySpan<byte> head) =>
        (head[..Secrets.MasterKey.Bytes].ToArray(), BinaryPrimitives.ReadInt64BigEndian(head[Secrets.MasterKey.Bytes..]));
}
