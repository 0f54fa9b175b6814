namespace HeadlessKey.Admin.Api.Matrix;

/// <summary>Who may use which endpoint.</summary>
/// <param name="Roles">The roles that users have and that rules name.</param>
/// <param name="Items">The endpoints.</param>
internal sealed record AccessResponse(IReadOnlyList<string> Roles, IReadOnlyList<AccessResponse.Route> Items)
{
    /// <summary>An endpoint.</summary>
    /// <param name="Name">Its name in settings.</param>
    /// <param name="Methods">Its methods.</param>
    /// <param name="Path">Its path.</param>
    /// <param name="DefaultRule">Who may use it unless the settings say otherwise.</param>
    /// <param name="Rule">Who may use it.</param>
    /// <param name="NeedsUser">It is about whoever is signed in, and cannot be public.</param>
    /// <param name="Networks">From where it may be used; empty: from anywhere.</param>
    /// <param name="Rate">With which others its requests are counted, and how many a network has in a minute; 0: any number.</param>
    /// <param name="RuleLocked">A source above the stored settings has the rule.</param>
    /// <param name="NetworksLocked">A source above the stored settings has the networks.</param>
    internal sealed record Route(
        [property: System.Text.Json.Serialization.JsonPropertyName("route")] string Name, IReadOnlyList<string> Methods, string Path, string DefaultRule, string Rule,
        bool NeedsUser, IReadOnlyList<string> Networks, Rate Rate, bool RuleLocked, bool NetworksLocked);

    /// <summary>A budget of requests.</summary>
    /// <param name="Group">What is counted together.</param>
    /// <param name="Limit">How many requests a network has in a minute; 0: any number.</param>
    internal sealed record Rate(string Group, int Limit);
}
