using HeadlessKey.Backup;

namespace HeadlessKey.Tests.Backup;

public sealed class BackupContentTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(123_456_789_012)]
    public void The_head_says_how_long_the_database_is(long length)
    {
        var (key, read) = BackupContent.ReadHead(BackupContent.WriteHead(Key, length));

        key.ShouldBe(Key);
        read.ShouldBe(length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(1000)]
    public async Task A_head_and_a_stream_are_read_as_one_whatever_the_size_of_the_buffer(int size)
    {
        await using var all = new ChainedStream(Key, new MemoryStream([100, 101, 102]));
        var read = new List<byte>();
        var buffer = new byte[size];
        int length;
        while ((length = await all.ReadAsync(buffer)) > 0)
        {
            read.AddRange(buffer[..length]);
        }

        read.ShouldBe([.. Key, 100, 101, 102]);
    }

    [Fact]
    public async Task A_head_alone_ends_behind_itself()
    {
        await using var all = new ChainedStream([1, 2], rest: null);
        var buffer = new byte[10];

        (await all.ReadAsync(buffer)).ShouldBe(2);
        (await all.ReadAsync(buffer)).ShouldBe(0);
    }

    [Fact]
    public void Only_what_can_be_read_forward_can_be_done_with_it()
    {
        using var all = new ChainedStream([1], rest: null);

        (all.CanRead, all.CanSeek, all.CanWrite).ShouldBe((true, false, false));
        Should.Throw<NotSupportedException>(() => all.Length);
        Should.Throw<NotSupportedException>(() => all.Position);
        Should.Throw<NotSupportedException>(() => all.Position = 1);
        Should.Throw<NotSupportedException>(() => all.Seek(0, SeekOrigin.Begin));
        Should.Throw<NotSupportedException>(() => all.SetLength(1));
        Should.Throw<NotSupportedException>(() => all.Write([1], 0, 1));
        Should.NotThrow(all.Flush);
    }
}
