namespace HeadlessKey.Admin.Api.Server;

/// <summary>What runs here.</summary>
/// <param name="Version">The version.</param>
/// <param name="Runtime">The .NET that runs it.</param>
/// <param name="Os">The operating system.</param>
/// <param name="Engine">sqlite or postgresql.</param>
/// <param name="Schema">The newest migration.</param>
/// <param name="PublicUrl">Where users reach it.</param>
/// <param name="Issuer">Who its tokens are from.</param>
/// <param name="RestRoot">Where the contract's routes are.</param>
/// <param name="DataFolder">The data folder.</param>
/// <param name="StartedAt">When this server started.</param>
/// <param name="Uptime">For how many seconds it has been running.</param>
/// <param name="Backup">What a backup holds: database (with the master key) or key.</param>
internal sealed record SystemResponse(
    string Version, string Runtime, string Os, string Engine, string Schema, string PublicUrl, string Issuer, string RestRoot, string DataFolder,
    string StartedAt, long Uptime, string Backup);
