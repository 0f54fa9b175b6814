using HeadlessKey.Directory;

namespace HeadlessKey.Setup;

/// <summary>How the making of the first administrator ended.</summary>
internal abstract record SetupResult
{
    internal sealed record Created : SetupResult;

    internal sealed record InvalidLink : SetupResult;

    internal sealed record Refused(AccountFault Fault) : SetupResult;
}
