namespace HeadlessKey.Tests.Repository;

/// <summary>A file is read in one go.</summary>
public sealed class FileSizeTests
{
    private static readonly int[] Sizes = [.. SourceTree.Product.Select(file => file.Lines).Order()];

    [Fact]
    public void Half_of_the_files_have_at_most_60_lines() => Sizes[Sizes.Length / 2].ShouldBeLessThanOrEqualTo(60);

    [Fact]
    public void Nine_of_ten_files_have_at_most_200_lines() => Sizes[Sizes.Length * 9 / 10].ShouldBeLessThanOrEqualTo(200);

    [Fact]
    public void No_file_has_more_than_400_lines() =>
        SourceTree.Product.Concat(SourceTree.Tests).Where(file => file.Lines > 400).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void There_is_at_least_as_much_test_as_product() =>
        SourceTree.Tests.Sum(file => file.Lines).ShouldBeGreaterThanOrEqualTo(SourceTree.Product.Sum(file => file.Lines));
}
