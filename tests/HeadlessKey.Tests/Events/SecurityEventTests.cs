using System.Reflection;
using HeadlessKey.Events;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Events;

public sealed class SecurityEventTests
{
    private static readonly SecurityEvent[] All =
    [
        .. typeof(SecurityEvent).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(SecurityEvent))
            .Select(method => (SecurityEvent)method.Invoke(null, [.. method.GetParameters().Select(Argument)])!),
    ];

    [Fact]
    public void Every_id_has_one_kind_of_event() => All.Select(one => one.Id).Order().ShouldBe(Enum.GetValues<SecurityEventId>());

    [Fact]
    public void Every_kind_has_a_name_of_its_own() => All.Select(one => one.Type).ShouldBeUnique();

    [Fact]
    public void A_name_is_a_subject_and_a_verb() => All.ShouldAllBe(one => System.Text.RegularExpressions.Regex.IsMatch(one.Type, "^[a-z]+\\.[a-z_]+$"));

    [Fact]
    public void An_outcome_is_success_or_failure() => All.Select(one => one.Outcome).Distinct().Order().ShouldBe(["failure", "success"]);

    [Fact]
    public void Who_failed_to_sign_in_is_no_actor()
    {
        var failed = SecurityEvent.LoginFailed(7, "wrong_password", new ClientInfo(null, null, "r"));

        (failed.ActorId, failed.SubjectId, failed.Outcome).ShouldBe((null, 7, "failure"));
    }

    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(long) || type == typeof(long?) => 7L,
        var type when type == typeof(string) => "text",
        var type when type == typeof(ClientInfo) => new ClientInfo("192.0.2.1", "agent", "r"),
        var type when type.IsAssignableFrom(typeof(string[])) => new[] { "editor" },
        var type => throw new InvalidOperationException($"No argument for {type}."),
    };
}
