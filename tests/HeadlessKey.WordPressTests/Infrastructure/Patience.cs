using System.Globalization;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>How much longer than promised a test waits, on a machine that has a lot to do besides.</summary>
internal static class Patience
{
    /// <summary>A factor; one unless <c>HEADLESSKEY_TEST_PATIENCE</c> says more.</summary>
    public static double OnABusyMachine { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("HEADLESSKEY_TEST_PATIENCE"), CultureInfo.InvariantCulture, out var factor) ? factor : 1;
}
