namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>For tests that stop a part of the site, or hold it up: they run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeSiteCollection
{
    public const string Name = "the whole site";
}
