using HeadlessKey.Backup;

namespace HeadlessKey.Tests.Backup;

/// <summary>The chunks of a backup: what goes in comes out, and nothing else does.</summary>
[Promise("W1")]
public sealed class SealedChunksTests
{
    private const string Passphrase = "twelve horses and a staple";

    // One key for all: making it is what costs.
    private static readonly (BackupHeader Header, BackupKey Key) Shared = BackupHeader.Create(Passphrase);

    public static TheoryData<int> Lengths => [0, 1, 100, SealedChunks.Bytes - 1, SealedChunks.Bytes, SealedChunks.Bytes + 1, (3 * SealedChunks.Bytes) - 1, 3 * SealedChunks.Bytes];

    [Theory, MemberData(nameof(Lengths))]
    public async Task What_is_sealed_is_opened(int length)
    {
        var content = Content(length);

        (await OpenAsync(await SealAsync(content))).ShouldBe(content);
    }

    [Theory, MemberData(nameof(Lengths))]
    public async Task Every_cut_is_found(int length)
    {
        var whole = await SealAsync(Content(length));
        var cuts = Enumerable.Range(1, 40).Select(back => whole.Length - back)
            .Concat([whole.Length / 2, whole.Length / 3, 1, 2, 3, 4, 20])
            .Where(cut => cut > 0 && cut < whole.Length)
            .Distinct();

        foreach (var cut in cuts)
        {
            await Should.ThrowAsync<BackupException>(() => OpenAsync(whole[..cut]), $"cut to {cut} of {whole.Length}");
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public async Task Every_changed_bit_is_found(int length)
    {
        var whole = await SealAsync(Content(length));
        var places = Enumerable.Range(0, Math.Min(64, whole.Length)).Concat(Enumerable.Range(Math.Max(0, whole.Length - 64), Math.Min(64, whole.Length))).Distinct();

        foreach (var at in places)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            await Should.ThrowAsync<BackupException>(() => OpenAsync(changed), $"byte {at} of {whole.Length}");
        }
    }

    [Fact]
    public async Task Chunks_cannot_be_exchanged_left_out_or_repeated()
    {
        var whole = await SealAsync(Content(4 * SealedChunks.Bytes));
        const int size = 4 + SealedChunks.Bytes + 16;
        byte[] Chunk(int number) => whole[(number * size)..((number + 1) * size)];
        var rest = whole[(4 * size)..];

        byte[][] orders =
        [
            [.. Chunk(1), .. Chunk(0), .. Chunk(2), .. Chunk(3), .. rest],
            [.. Chunk(0), .. Chunk(2), .. Chunk(1), .. Chunk(3), .. rest],
            [.. Chunk(1), .. Chunk(2), .. Chunk(3), .. rest],
            [.. Chunk(0), .. Chunk(1), .. Chunk(3), .. rest],
            [.. Chunk(0), .. Chunk(0), .. Chunk(1), .. Chunk(2), .. Chunk(3), .. rest],
            [.. Chunk(0), .. Chunk(1), .. Chunk(2), .. Chunk(3), .. Chunk(3), .. rest],
            [.. rest],
            [.. Chunk(0), .. rest],
            [.. whole, .. rest],
        ];
        foreach (var order in orders)
        {
            await Should.ThrowAsync<BackupException>(() => OpenAsync(order));
        }
    }

    [Fact]
    public async Task A_chunk_of_another_file_under_the_same_passphrase_is_none_of_this_one()
    {
        var (otherHeader, otherKey) = BackupHeader.Create(Passphrase);
        using (otherKey)
        {
            var output = new MemoryStream();
            await SealedChunks.WriteAsync(output, otherHeader, otherKey, new MemoryStream(Content(10)), CancellationToken.None);
            var foreign = output.ToArray()[otherHeader.ToBytes().Length..];

            await Should.ThrowAsync<BackupException>(() => OpenAsync(foreign));
        }
    }

    [Fact]
    public async Task A_chunk_is_handed_on_only_when_it_is_genuine()
    {
        var whole = await SealAsync(Content(2 * SealedChunks.Bytes));
        whole[4 + SealedChunks.Bytes + 16 + 100] ^= 1; // in the second chunk
        var handedOn = 0;

        await Should.ThrowAsync<BackupException>(() => SealedChunks.ReadAsync(
            new MemoryStream(whole), Shared.Header, Shared.Key,
            chunk =>
            {
                handedOn += chunk.Length;
                return Task.CompletedTask;
            },
            CancellationToken.None));

        handedOn.ShouldBe(SealedChunks.Bytes);
    }

    [Fact]
    public async Task A_source_that_gives_little_at_a_time_makes_the_same_chunks()
    {
        var content = Content(SealedChunks.Bytes + 500);
        var output = new MemoryStream();

        await SealedChunks.WriteAsync(output, Shared.Header, Shared.Key, new Trickle(content), CancellationToken.None);

        output.ToArray().ShouldBe([.. Shared.Header.ToBytes(), .. await SealAsync(content)]);
    }

    private static async Task<byte[]> SealAsync(byte[] content)
    {
        var output = new MemoryStream();
        await SealedChunks.WriteAsync(output, Shared.Header, Shared.Key, new MemoryStream(content), CancellationToken.None);
        return output.ToArray()[Shared.Header.ToBytes().Length..];
    }

    private static async Task<byte[]> OpenAsync(byte[] chunks)
    {
        var opened = new MemoryStream();
        await SealedChunks.ReadAsync(
            new MemoryStream(chunks), Shared.Header, Shared.Key, async chunk => await opened.WriteAsync(chunk), CancellationToken.None);
        return opened.ToArray();
    }

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];

    /// <summary>Gives at most 700 bytes at once, as a network does.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, 700)], cancellationToken);
    }
}
