using System.Reflection;
using HeadlessKey.Http;
using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Http;

public sealed class ApiErrorTests
{
    private static readonly ApiError[] All =
    [
        .. typeof(ApiError).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(ApiError))
            .Select(property => (ApiError)property.GetValue(null)!),
        ApiError.Forbidden(signedIn: true),
        ApiError.DeviceLimit(3),
        ApiError.TooManyAttempts(TimeSpan.FromMinutes(1)),
        ApiError.Internal("r"),
        ApiError.InvalidPassword(["too_short"], shortest: 8),
        ApiError.MissingParameters(["username"]),
        ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { ["a"] = Text.Same("why") }),
    ];

    [Fact]
    public void Every_code_has_a_text() => All.ShouldAllBe(error => error.Message.English.EndsWith('.') && error.Message.SimplifiedChinese.EndsWith('。'));

    [Fact]
    public void Every_text_belongs_to_a_code()
    {
        var catalogue = SourceTree.Library.Single(file => file.Path.EndsWith("Http/Messages.cs"));
        var codes = catalogue.Code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('"')).Select(line => line.Split('"')[1]);

        codes.Order(StringComparer.Ordinal).ShouldBe(All.Select(error => error.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_code_without_a_text_is_a_bug() => Should.Throw<ArgumentOutOfRangeException>(() => new ApiError(400, "unknown").Message);

    [Fact]
    public void Every_status_is_an_error() => All.ShouldAllBe(error => error.Status >= 400 && error.Status < 600);

    [Theory]
    [InlineData(true, 403)]
    [InlineData(false, 401)]
    public void Who_is_not_signed_in_may_still_sign_in(bool signedIn, int status) => ApiError.Forbidden(signedIn).Status.ShouldBe(status);

    [Fact]
    public void Parameters_are_named_as_wordpress_names_them()
    {
        ApiError.MissingParameters(["a", "b"]).Extra!(Language.English).ToJsonString().ShouldBe("""{"params":["a","b"]}""");
        ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { ["a"] = Text.Same("why") }).Extra!(Language.English).ToJsonString()
            .ShouldBe("""{"params":{"a":"why"},"details":{"a":{"code":"rest_invalid_param","message":"why","data":null}}}""");
    }

    [Fact]
    public void A_busy_server_says_when_to_come_back() => ApiError.Busy.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);

    [Fact]
    public void Times_are_written_with_seconds_and_an_offset() =>
        ApiTime.Format(new DateTimeOffset(2030, 1, 2, 5, 4, 5, 999, TimeSpan.FromHours(2))).ShouldBe("2030-01-02T03:04:05+00:00");
}
