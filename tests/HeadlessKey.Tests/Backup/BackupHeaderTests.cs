using System.Buffers.Binary;
using HeadlessKey.Backup;

namespace HeadlessKey.Tests.Backup;

public sealed class BackupHeaderTests
{
    private const string Passphrase = "twelve horses and a staple";

    [Fact]
    public async Task A_header_is_read_as_it_was_written_and_makes_the_same_key()
    {
        var (header, key) = BackupHeader.Create(Passphrase);
        using var mine = key;

        var (read, again) = await BackupHeader.ReadAsync(new MemoryStream(header.ToBytes()), Passphrase, CancellationToken.None);
        using var theirs = again;

        read.ToBytes().ShouldBe(header.ToBytes());
        read.Iterations.ShouldBe(1_000_000);
        theirs.Check.ShouldBe(mine.Check);
    }

    [Fact, Promise("S1")]
    public void Two_backups_under_one_passphrase_share_nothing()
    {
        var (first, firstKey) = BackupHeader.Create(Passphrase);
        var (second, secondKey) = BackupHeader.Create(Passphrase);
        using var one = firstKey;
        using var other = secondKey;

        first.Salt.ShouldNotBe(second.Salt);
        first.Check.ShouldNotBe(second.Check);
    }

    [Theory]
    [InlineData("twelve horses and a stapler")]
    [InlineData("Twelve horses and a staple")]
    [InlineData("twelve horses and a staple ")]
    [InlineData("")]
    public async Task A_wrong_passphrase_is_called_one(string passphrase)
    {
        var (header, key) = BackupHeader.Create(Passphrase);
        key.Dispose();

        var refusal = await Should.ThrowAsync<BackupException>(
            () => BackupHeader.ReadAsync(new MemoryStream(header.ToBytes()), passphrase, CancellationToken.None));

        refusal.Message.ShouldBe("The passphrase is wrong.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(209_999)]
    [InlineData(10_000_001)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public async Task A_header_that_would_make_the_key_too_cheap_or_too_dear_is_refused_before_any_work(int iterations)
    {
        var (header, key) = BackupHeader.Create(Passphrase);
        key.Dispose();
        var bytes = header.ToBytes();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), iterations);

        (await Should.ThrowAsync<BackupException>(() => BackupHeader.ReadAsync(new MemoryStream(bytes), Passphrase, CancellationToken.None)))
            .Message.ShouldContain("damaged");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(50)]
    [InlineData(76)]
    public async Task Half_a_header_is_none(int length)
    {
        var (header, key) = BackupHeader.Create(Passphrase);
        key.Dispose();

        await Should.ThrowAsync<BackupException>(
            () => BackupHeader.ReadAsync(new MemoryStream(header.ToBytes()[..length]), Passphrase, CancellationToken.None));
    }

    [Fact]
    public async Task A_file_of_another_kind_is_called_that()
    {
        var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(new string('x', 1000)));

        (await Should.ThrowAsync<BackupException>(() => BackupHeader.ReadAsync(text, Passphrase, CancellationToken.None)))
            .Message.ShouldBe("This is no backup of HeadlessKey.");
    }
}
