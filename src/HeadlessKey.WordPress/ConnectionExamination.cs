using HeadlessKey.Doctor;

namespace HeadlessKey.WordPress;

/// <summary>The connection, as one of the things that the doctor looks at.</summary>
internal sealed class ConnectionExamination(ConnectionCheck connection) : IContributedCheck
{
    public Check Check => new("WordPress", Check.Wrong, FindAsync);

    private async Task<string?> FindAsync(CancellationToken cancellationToken) =>
        (await connection.RunAsync(cancellationToken)).Any(finding => finding.Fault is not null)
            ? "Something is wrong with the connection. Run: headlesskey wordpress check"
            : null;
}
