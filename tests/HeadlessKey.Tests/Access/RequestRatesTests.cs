using HeadlessKey.Access;

namespace HeadlessKey.Tests.Access;

public sealed class RequestRatesTests
{
    [Fact]
    public void A_group_has_its_own_limit_and_none_is_none()
    {
        var options = new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 2, Sessions = 0 } };
        using var rates = new RequestRates(options);

        rates.IsLimited(RateGroup.SignIn).ShouldBeTrue();
        rates.IsLimited(RateGroup.Sessions).ShouldBeFalse();
        rates.LimitOf(RateGroup.Admin).ShouldBe(600);
        rates.TryTake(RateGroup.Sessions, "a").ShouldBeNull();
    }

    [Fact]
    public void A_network_has_its_own_bucket()
    {
        var options = new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 2 } };
        using var rates = new RequestRates(options);

        rates.TryTake(RateGroup.SignIn, "a").ShouldBeNull();
        rates.TryTake(RateGroup.SignIn, "a").ShouldBeNull();
        rates.TryTake(RateGroup.SignIn, "a").ShouldNotBeNull();
        rates.TryTake(RateGroup.SignIn, "b").ShouldBeNull();
        rates.TryTake(RateGroup.Accounts, "a").ShouldBeNull();
    }

    [Fact]
    public void A_changed_limit_holds_for_the_next_request()
    {
        var options = new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 1 } };
        using var rates = new RequestRates(options);
        rates.TryTake(RateGroup.SignIn, "a").ShouldBeNull();
        rates.TryTake(RateGroup.SignIn, "a").ShouldNotBeNull();

        options.TakeOver(new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 3 } });
        rates.TryTake(RateGroup.SignIn, "a").ShouldBeNull();

        options.TakeOver(new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 0 } });
        rates.IsLimited(RateGroup.SignIn).ShouldBeFalse();

        options.TakeOver(new HeadlessKeyOptions { RateLimits = new RateLimitOptions { SignIn = 1 } });
        rates.TryTake(RateGroup.SignIn, "a").ShouldNotBeNull(); // the old bucket is as empty as it was
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59)]
    [InlineData(60)]
    [InlineData(119)]
    [InlineData(600)]
    [InlineData(1000)]
    public void As_many_come_back_in_a_minute_as_the_limit_says(int limit)
    {
        var bucket = RequestRates.BucketOf(limit);

        (TimeSpan.FromMinutes(1) / bucket.ReplenishmentPeriod * bucket.TokensPerPeriod).ShouldBe(limit, tolerance: 0.001);
        bucket.TokenLimit.ShouldBe(limit);
    }
}
