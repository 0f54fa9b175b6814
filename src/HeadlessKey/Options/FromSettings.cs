namespace HeadlessKey;

/// <summary>
/// What is worked out from the settings once, and again when they have changed, such as parsed networks. It is always made from one state
/// of all settings; asking for it costs a comparison.
/// </summary>
internal sealed class FromSettings<T>(HeadlessKeyOptions options, Func<HeadlessKeyOptions, T> make)
    where T : class
{
    private volatile Made? made;

    public T Value
    {
        get
        {
            var latest = options.Latest;
            return made is { } known && ReferenceEquals(known.From, latest) ? known.Value : (made = new Made(latest, make(latest))).Value;
        }
    }

    private sealed record Made(HeadlessKeyOptions From, T Value);
}
