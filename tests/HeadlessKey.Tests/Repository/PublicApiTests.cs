namespace HeadlessKey.Tests.Repository;

/// <summary>The public API is a reviewed text: nothing becomes public by accident, nothing is taken away unseen.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Libraries => [.. ProductAssemblies.Libraries.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void The_public_api_is_what_was_reviewed(string library) =>
        RecordedFile.ShouldSay(
            $"tests/HeadlessKey.Tests/Repository/PublicApi.{library}.txt",
            PublicApi.Of(ProductAssemblies.Libraries.Single(assembly => assembly.GetName().Name == library)));
}
