namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>Addresses by their constants, for tests that need the same ones: there are not many.</summary>
public static class SharedAddress
{
    private static readonly Dictionary<string, Task<Uri>> Known = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    public static Task<Uri> GetAsync(WordPressSite site, string constants)
    {
        lock (Gate)
        {
            return Known.TryGetValue(constants, out var address) ? address : Known[constants] = site.ConfigureAsync(constants);
        }
    }
}
