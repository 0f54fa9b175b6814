using HeadlessKey.Admin.Api;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Admin;

public sealed class QueryFieldsTests
{
    [Fact]
    public void What_is_left_out_or_empty_is_not_there()
    {
        var fields = Read("?empty=");

        fields.Optional("absent", 10).ShouldBeNull();
        fields.Optional("empty", 10).ShouldBeNull();
        fields.Number("absent", 7, 1, 9).ShouldBe(7);
        fields.Id("absent").ShouldBeNull();
        fields.Time("absent").ShouldBeNull();
        fields.Count().ShouldBe(50);
        fields.Error.ShouldBeNull();
    }

    [Fact]
    public void What_is_there_is_read()
    {
        var fields = Read("?text=a%20b&number=-3&id=9007199254740993&time=2026-11-22T10:15:00Z&day=2026-11-22&count=200");

        fields.Optional("text", 10).ShouldBe("a b");
        fields.Number("number", 0, -5, 5).ShouldBe(-3);
        fields.Id("id").ShouldBe(9007199254740993);
        fields.Time("time").ShouldBe(new DateTimeOffset(2026, 11, 22, 10, 15, 0, TimeSpan.Zero));
        fields.Time("day").ShouldBe(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        fields.Count().ShouldBe(200);
        fields.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("201")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("0x10")]
    [InlineData("99999999999")]
    [InlineData("many")]
    public void A_number_out_of_range_or_none_is_named(string count)
    {
        var fields = Read($"?count={count}");

        fields.Count().ShouldBe(50);
        fields.Error!.Code.ShouldBe("rest_invalid_param");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("abc")]
    [InlineData("99999999999999999999")]
    public void An_id_that_is_none_is_named(string id)
    {
        var fields = Read($"?id={id}");

        fields.Id("id").ShouldBeNull();
        fields.Error.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void A_time_that_is_none_is_named(string time)
    {
        var fields = Read($"?time={time}");

        fields.Time("time").ShouldBeNull();
        fields.Error.ShouldNotBeNull();
    }

    [Fact]
    public void Text_that_is_too_long_or_not_usable_is_named_and_every_fault_is_in_one_answer()
    {
        var fields = Read("?long=12345678901&nul=a%00b&count=x");

        fields.Optional("long", 10).ShouldBeNull();
        fields.Optional("nul", 10).ShouldBeNull();
        fields.Count();

        fields.Error!.Extra!(Language.English)["params"]!.AsObject().Select(pair => pair.Key).ShouldBe(["long", "nul", "count"], ignoreOrder: true);
    }

    [Fact]
    public void A_name_given_twice_counts_as_left_out() => Read("?text=a&text=b").Optional("text", 10).ShouldBeNull();

    private static QueryFields Read(string query)
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new QueryString(query);
        return new QueryFields(request);
    }
}
