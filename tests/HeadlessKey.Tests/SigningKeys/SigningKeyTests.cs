using HeadlessKey.SigningKeys;

namespace HeadlessKey.Tests.SigningKeys;

/// <summary>A key's state follows from the clock: one second before each date, and on it.</summary>
public sealed class SigningKeyTests
{
    private static readonly DateTimeOffset Activates = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Retires = Activates.AddDays(1);
    private static readonly DateTimeOffset Drops = Activates.AddDays(2);
    private static readonly KeyMaterial Material = KeyMaterial.FromSecret(new byte[32]);

    [Theory]
    [InlineData(-1, "Announced")]
    [InlineData(0, "Active")]
    [InlineData(86_399, "Active")]
    [InlineData(86_400, "Retired")]
    [InlineData(172_799, "Retired")]
    [InlineData(172_800, "Dropped")]
    public void A_key_is_announced_then_signs_then_verifies_then_is_gone(int seconds, string state) =>
        Key(Retires, Drops).StateAt(Activates.AddSeconds(seconds)).ToString().ShouldBe(state);

    [Fact]
    public void A_key_that_nobody_retired_signs_for_ever() => Key(null, null).StateAt(DateTimeOffset.MaxValue).ShouldBe(SigningKeyState.Active);

    [Fact]
    public void A_key_that_leaked_is_gone_though_it_never_signed() =>
        Key(Activates.AddDays(-1), Activates.AddDays(-1)).StateAt(Activates.AddSeconds(-1)).ShouldBe(SigningKeyState.Dropped);

    [Fact]
    public void A_key_goes_by_the_name_of_its_material() => (Key(null, null).Kid, Key(null, null).Algorithm).ShouldBe((Material.Kid, "HS256"));

    private static SigningKey Key(DateTimeOffset? retires, DateTimeOffset? drops) => new(Material, "generated", Activates, Activates, retires, drops);
}
