namespace HeadlessKey.Sites;

/// <summary>What came of looking at a site's call.</summary>
internal abstract record SiteCallResult
{
    internal sealed record Genuine(SsoSite Site) : SiteCallResult;

    /// <summary>The reason is for the record; who called is not told.</summary>
    /// <param name="Site">The site, as far as there is one.</param>
    /// <param name="Reason">A code.</param>
    internal sealed record Refused(SsoSite? Site, string Reason) : SiteCallResult
    {
        /// <summary>False: anybody could have sent it, so it must leave nothing behind that grows.</summary>
        public bool IsSigned { get; init; } = true;
    }
}
