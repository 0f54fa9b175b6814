using HeadlessKey.Passwords;
using HeadlessKey.Tests.Passwords.Formats;

namespace HeadlessKey.Tests.Passwords;

public sealed class PasswordVerifierTests : IAsyncDisposable
{
    private readonly PasswordHasher hasher = new(iterations: 2);
    private readonly HashingGate gate = new(queueLength: 10);
    private readonly PasswordVerifier verifier;

    public PasswordVerifierTests() => verifier = new PasswordVerifier(hasher, gate, new WrongAnswerPrice(hasher));

    public ValueTask DisposeAsync() => gate.DisposeAsync();

    [Fact]
    public async Task The_right_password_is_right() => (await CheckAsync(hasher.Hash("password"), "password")).ShouldBe(PasswordCheck.Right);

    [Fact]
    public async Task Another_password_is_wrong() => (await CheckAsync(hasher.Hash("password"), "Password")).ShouldBe(PasswordCheck.Wrong);

    [Theory]
    [InlineData("")]
    [InlineData("password")]
    public async Task Nobody_has_no_password(string password) => (await CheckAsync(stored: null, password)).ShouldBe(PasswordCheck.Wrong);

    [Fact]
    public async Task A_new_hash_verifies() =>
        PasswordHasher.Verify("password", (await verifier.TryHashAsync("password", CancellationToken.None)).ShouldNotBeNull()).ShouldBeTrue();

    [Fact]
    public async Task A_closed_gate_is_busy_and_hashes_nothing()
    {
        await gate.DisposeAsync();

        (await CheckAsync(hasher.Hash("password"), "password")).ShouldBe(PasswordCheck.Busy);
        (await verifier.TryHashAsync("password", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public void A_hash_of_fewer_rounds_is_to_be_made_anew()
    {
        verifier.IsOutdated(new PasswordHasher(1).Hash("x")).ShouldBeTrue();
        verifier.IsOutdated(hasher.Hash("x")).ShouldBeFalse();
    }

    [Theory, Promise("P4")]
    [MemberData(nameof(StoredHashTests.Foreign), MemberType = typeof(StoredHashTests))]
    public async Task A_hash_of_another_system_is_checked_and_is_to_be_made_anew(string stored)
    {
        (await CheckAsync(stored, ForeignHashes.Password)).ShouldBe(PasswordCheck.Right);
        (await CheckAsync(stored, "another password")).ShouldBe(PasswordCheck.Wrong);
        verifier.IsOutdated(stored).ShouldBeTrue();
    }

    private Task<PasswordCheck> CheckAsync(string? stored, string password) => verifier.VerifyAsync(stored, password, CancellationToken.None);
}
