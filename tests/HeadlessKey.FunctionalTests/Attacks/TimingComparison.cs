using System.Net;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>
/// Whether the clock tells two kinds of request apart. They go out mixed by chance, on one connection: what disturbs the machine disturbs both,
/// and so does what an earlier request left to be done behind its answer, of whichever kind it was. In any fixed order one kind would come more
/// often behind the other, and pay for it. A round that noise has spoilt is taken again; a difference that is really there shows in
/// every round, on the same side.
/// </summary>
internal sealed class TimingComparison : IDisposable
{
    public const double Most = 0.05; // of the medians
    public const int Rounds = 4;
    public const int Pairs = 220;
    private const int WarmUp = 40;

    private readonly RawConnection connection;
    private readonly (HttpStatusCode One, HttpStatusCode Two) expected;

    private TimingComparison(RawConnection connection, HttpStatusCode one, HttpStatusCode two)
    {
        this.connection = connection;
        expected = (one, two);
    }

    /// <param name="server">Where the requests go.</param>
    /// <param name="expected">What both kinds are answered with.</param>
    /// <param name="other">What the second kind is answered with, if with something else.</param>
    public static async Task<TimingComparison> OpenAsync(TestServer server, HttpStatusCode expected, HttpStatusCode? other = null) =>
        new(await RawConnection.OpenAsync(server.Address), expected, other ?? expected);

    /// <summary>A request of the namespace, as it goes over the wire.</summary>
    public static byte[] Form(string route, string body) => RawConnection.Post($"{Intruder.Root}{route}", body);

    /// <summary>The ratio of the medians, second kind to first, round by round, until one is small enough.</summary>
    /// <param name="one">The next request of the first kind.</param>
    /// <param name="two">The next request of the second kind.</param>
    /// <param name="pairs">How many of each a round has.</param>
    public async Task<List<double>> CompareAsync(Func<byte[]> one, Func<byte[]> two, int pairs = Pairs)
    {
        await MeasureAsync(one, two, Math.Min(WarmUp, pairs / 3));

        var ratios = new List<double>();
        do
        {
            ratios.Add(await MeasureAsync(one, two, pairs));
        }
        while (Math.Abs(ratios[^1] - 1) >= Most && ratios.Count < Rounds);

        return ratios;
    }

    /// <summary>A difference that is really there is on the same side in every round; noise is not.</summary>
    public static void ShouldBeAlike(List<double> ratios)
    {
        var alike = Math.Abs(ratios[^1] - 1) < Most || (ratios.Exists(ratio => ratio < 1) && ratios.Exists(ratio => ratio > 1));
        alike.ShouldBeTrue($"ratios of the medians: {string.Join(", ", ratios)}");
    }

    public void Dispose() => connection.Dispose();

    private async Task<double> MeasureAsync(Func<byte[]> one, Func<byte[]> two, int pairs)
    {
        var order = Enumerable.Range(0, 2 * pairs).Select(static i => i % 2 == 0).ToArray();
        Random.Shared.Shuffle(order);
        var times = (One: new List<long>(), Two: new List<long>());
        foreach (var isOne in order)
        {
            (isOne ? times.One : times.Two).Add(await connection.TimeAsync(isOne ? one() : two(), isOne ? expected.One : expected.Two));
        }

        return (double)Median(times.Two) / Median(times.One);
    }

    private static long Median(List<long> times) => times.Order().ElementAt(times.Count / 2);
}
