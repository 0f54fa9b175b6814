using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

public sealed class VerifiedTokensTests
{
    [Fact]
    public void A_token_is_remembered()
    {
        var tokens = Remembering(10);
        tokens.Add(VerifiedTokens.HashOf("a"), Valid("a"));

        tokens.Find(VerifiedTokens.HashOf("a")).ShouldNotBeNull().Token.SessionId.ShouldBe("a");
        tokens.Find(VerifiedTokens.HashOf("b")).ShouldBeNull();
    }

    [Fact]
    public void None_are_remembered_when_none_shall_be()
    {
        var tokens = Remembering(0);
        tokens.Add(VerifiedTokens.HashOf("a"), Valid("a"));

        tokens.Find(VerifiedTokens.HashOf("a")).ShouldBeNull();
    }

    [Fact]
    public void No_more_are_remembered_than_were_set()
    {
        var tokens = Remembering(100);
        for (var i = 0; i < 10_000; i++)
        {
            tokens.Add(VerifiedTokens.HashOf($"{i}"), Valid($"{i}"));
        }

        Enumerable.Range(0, 10_000).Count(i => tokens.Find(VerifiedTokens.HashOf($"{i}")) is not null).ShouldBeLessThanOrEqualTo(100);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(175)]
    public void The_newest_half_is_always_remembered(int added)
    {
        for (var back = 1; back <= 50; back++)
        {
            var tokens = Remembering(100); // a new one each time: to find a token is to use it
            for (var i = 0; i < added; i++)
            {
                tokens.Add(VerifiedTokens.HashOf($"{i}"), Valid($"{i}"));
            }

            tokens.Find(VerifiedTokens.HashOf($"{added - back}")).ShouldNotBeNull();
        }
    }

    [Fact]
    public void What_is_in_use_stays_however_many_come_by()
    {
        var tokens = Remembering(100);
        var busy = VerifiedTokens.HashOf("busy");
        tokens.Add(busy, Valid("busy"));
        for (var i = 0; i < 5000; i++)
        {
            tokens.Add(VerifiedTokens.HashOf($"{i}"), Valid($"{i}"));
            if (i % 20 == 0)
            {
                tokens.Find(busy).ShouldNotBeNull($"after {i}");
            }
        }
    }

    [Fact]
    public void A_token_added_twice_counts_once()
    {
        var tokens = Remembering(4);
        tokens.Add(VerifiedTokens.HashOf("first"), Valid("first"));
        for (var i = 0; i < 100; i++)
        {
            tokens.Add(VerifiedTokens.HashOf("first"), Valid("first"));
        }

        tokens.Add(VerifiedTokens.HashOf("second"), Valid("second"));
        tokens.Find(VerifiedTokens.HashOf("first")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_threads_at_once_find_only_what_was_added()
    {
        var tokens = Remembering(64);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 5000; i++)
            {
                var name = $"{i % 200}";
                var hash = VerifiedTokens.HashOf(name);
                tokens.Add(hash, Valid(name));
                (tokens.Find(hash)?.Token.SessionId ?? name).ShouldBe(name);
            }
        })));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c")]
    public void A_token_is_known_by_the_sha_256_of_the_whole_of_it(string token)
    {
        var hash = VerifiedTokens.HashOf(token);
        var bytes = new[] { hash.A, hash.B, hash.C, hash.D }.SelectMany(BitConverter.GetBytes);

        bytes.ShouldBe(SHA256.HashData(Encoding.ASCII.GetBytes(token)));
    }

    private static VerifiedTokens Remembering(int count)
    {
        var options = new HeadlessKeyOptions();
        options.Tokens.Remembered = count;
        return new VerifiedTokens(options);
    }

    private static AccessTokenResult.Valid Valid(string session) => new(AccessTokens.Make(session, 0));
}
