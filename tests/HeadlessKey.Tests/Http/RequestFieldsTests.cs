using System.Text;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Http;

public sealed class RequestFieldsTests
{
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData(Json, """{"name":"ada","other":1}""")]
    [InlineData("application/json; charset=utf-8", """{"name":"ada"}""")]
    [InlineData("application/problem+json", """{"name":"ada"}""")]
    [InlineData(Form, "name=ada&other=1")]
    public async Task A_member_is_read_from_json_and_from_a_form(string type, string body)
    {
        var fields = await ReadAsync(type, body);

        fields.Required("name", 10).ShouldBe("ada");
        fields.Error.ShouldBeNull();
    }

    [Fact]
    public async Task What_may_stay_as_it_is_may_be_left_out_but_not_be_null()
    {
        var fields = await ReadAsync(Json, """{"given":"","nothing":null}""");

        fields.Changed("absent", 10).ShouldBeNull();
        fields.Changed("given", 10).ShouldBe("");
        fields.Error.ShouldBeNull();
        fields.Changed("nothing", 10).ShouldBeNull();
        fields.Error!.Code.ShouldBe("rest_invalid_param");
    }

    [Fact]
    public async Task A_list_of_texts_is_read_from_json()
    {
        var fields = await ReadAsync(Json, """{"roles":["a","b"],"none":[],"nothing":null}""");

        fields.Texts("roles", 5, 10).ShouldBe(["a", "b"]);
        fields.Texts("none", 5, 10).ShouldBe([]);
        fields.Texts("nothing", 5, 10).ShouldBeNull();
        fields.Texts("absent", 5, 10).ShouldBeNull();
        fields.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[[\"a\"]]")]
    [InlineData("{}")]
    [InlineData("[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]")]
    [InlineData("[\"longer than ten\"]")]
    public async Task What_is_no_such_list_is_named(string value)
    {
        var fields = await ReadAsync(Json, $$"""{"roles":{{value}}}""");

        fields.Texts("roles", 5, 10).ShouldBeNull();
        fields.Error!.Code.ShouldBe("rest_invalid_param");
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("1", 1)]
    [InlineData("9", 9)]
    public async Task A_number_is_read_from_json(string value, int number) => (await ReadAsync(Json, $$"""{"hours":{{value}}}""")).Number("hours", 1, 9).ShouldBe(number);

    [Theory]
    [InlineData("0")]
    [InlineData("10")]
    [InlineData("1.5")]
    [InlineData("\"5\"")]
    [InlineData("true")]
    [InlineData("1e99")]
    public async Task What_is_no_such_number_is_named(string value)
    {
        var fields = await ReadAsync(Json, $$"""{"hours":{{value}}}""");

        fields.Number("hours", 1, 9).ShouldBeNull();
        fields.Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_members_of_an_object_are_read_and_must_be_there()
    {
        (await ReadAsync(Json, """{"changes":{"a":1,"b":null}}""")).Members("changes").Select(member => member.Name).ShouldBe(["a", "b"]);
        foreach (var body in new[] { "{}", """{"changes":{}}""", """{"changes":[]}""", """{"changes":null}""", """{"changes":"x"}""" })
        {
            var fields = await ReadAsync(Json, body);
            fields.Members("changes").ShouldBeEmpty();
            fields.Error.ShouldNotBeNull(body);
        }
    }

    [Theory]
    [InlineData(Json, "{")]
    [InlineData(Json, "[]")]
    [InlineData(Json, "null")]
    [InlineData(Json, "\"text\"")]
    [InlineData(Json, """{"a":1}{"b":2}""")]
    [InlineData(Json, """{"a":1,"a":2}""")]
    [InlineData(Json, """{"a":1,}""")]
    [InlineData(Json, "{\"a\":\"\u0001\"}")]
    [InlineData(Json, """{"a":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}""")]
    public async Task What_is_no_json_object_is_refused(string type, string body) => (await TryReadAsync(type, body)).ShouldBeNull();

    [Theory]
    [InlineData(Json, "")]
    [InlineData(Json, "{}")]
    [InlineData(Form, "")]
    [InlineData(null, """{"name":"ada"}""")]
    [InlineData("text/plain", """{"name":"ada"}""")]
    public async Task Without_a_body_of_ours_everything_is_missing(string? type, string body)
    {
        var fields = await ReadAsync(type, body);
        fields.Required("name", 10);
        fields.Required("password", 10);

        var error = fields.Error.ShouldNotBeNull();
        error.Code.ShouldBe("rest_missing_callback_param");
        error.Extra!(Language.English)["params"]!.AsArray().Select(name => (string?)name).ShouldBe(["name", "password"]);
    }

    [Theory]
    [InlineData(Json, """{"name":""}""")]
    [InlineData(Json, """{"name":null}""")]
    [InlineData(Form, "name=")]
    public async Task An_empty_member_is_missing(string type, string body)
    {
        var fields = await ReadAsync(type, body);
        fields.Required("name", 10);

        fields.Error.ShouldNotBeNull().Code.ShouldBe("rest_missing_callback_param");
    }

    [Theory]
    [InlineData(Json, """{"name":7}""")]
    [InlineData(Json, """{"name":["ada"]}""")]
    [InlineData(Json, """{"name":{"a":1}}""")]
    [InlineData(Json, """{"name":true}""")]
    [InlineData(Json, """{"name":"\ud800"}""")]
    [InlineData(Form, "name=ada&name=eve")]
    public async Task A_member_of_another_type_is_a_fault_of_its_own(string type, string body)
    {
        var fields = await ReadAsync(type, body);
        fields.Optional("name", 10);

        FaultOf(fields, "name").ShouldBe(Messages.MustBeText.English);
    }

    [Theory]
    [InlineData("12345", true)]
    [InlineData("123456", false)]
    [InlineData("🔑🔑🔑🔑🔑", true)]
    [InlineData("🔑🔑🔑🔑🔑🔑", false)]
    public async Task Length_is_counted_in_code_points(string text, bool good)
    {
        var fields = await ReadAsync(Json, $$"""{"name":"{{text}}"}""");
        fields.Required("name", 5);

        (fields.Error is null).ShouldBe(good);
    }

    [Fact]
    public async Task A_nul_is_refused_because_not_every_database_takes_it()
    {
        var fields = await ReadAsync(Json, """{"name":"a\u0000b"}""");
        fields.Required("name", 10);

        FaultOf(fields, "name").ShouldBe(Messages.NotUsable.English);
    }

    [Theory]
    [InlineData(Json, """{"flag":true}""", true)]
    [InlineData(Json, """{"flag":false}""", false)]
    [InlineData(Json, """{"flag":"TRUE"}""", true)]
    [InlineData(Json, """{"flag":"0"}""", false)]
    [InlineData(Form, "flag=1", true)]
    [InlineData(Form, "flag=false", false)]
    public async Task A_flag_is_read(string type, string body, bool expected)
    {
        var fields = await ReadAsync(type, body);

        fields.Flag("flag", otherwise: !expected).ShouldBe(expected);
        fields.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"flag":null}""")]
    public async Task A_flag_left_out_is_what_it_otherwise_is(string body)
    {
        var fields = await ReadAsync(Json, body);

        fields.Flag("flag", otherwise: true).ShouldBeTrue();
        fields.Flag("flag", otherwise: false).ShouldBeFalse();
        fields.Error.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"flag":"maybe"}""")]
    [InlineData("""{"flag":""}""")]
    [InlineData("""{"flag":7}""")]
    [InlineData("""{"flag":"truthy"}""")]
    public async Task A_flag_that_is_neither_is_a_fault(string body)
    {
        var fields = await ReadAsync(Json, body);
        fields.Flag("flag", otherwise: true);

        fields.Error.ShouldNotBeNull().Code.ShouldBe("rest_invalid_param");
    }

    [Fact]
    public async Task Missing_members_are_told_before_wrong_ones()
    {
        var fields = await ReadAsync(Json, """{"wrong":7}""");
        fields.Optional("wrong", 10);
        fields.Required("missing", 10);

        fields.Error.ShouldNotBeNull().Code.ShouldBe("rest_missing_callback_param");
    }

    [Fact]
    public async Task A_name_is_matched_exactly() => (await ReadAsync(Json, """{"Name":"ada"}""")).Optional("name", 10).ShouldBeNull();

    private static string? FaultOf(RequestFields fields, string name) => (string?)fields.Error.ShouldNotBeNull().Extra!(Language.English)["params"]![name];

    private static async Task<RequestFields> ReadAsync(string? type, string body) => (await TryReadAsync(type, body)).ShouldNotBeNull();

    private static Task<RequestFields?> TryReadAsync(string? type, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.ContentLength = body.Length == 0 ? 0 : null;
        return RequestFields.ReadAsync(context);
    }
}
