namespace HeadlessKey.Load.Control;

internal static class Samples
{
    public static Claims Claims { get; } = new(
        "http://127.0.0.1:5080",
        1_763_700_000,
        1_763_700_000,
        1_763_703_600,
        "6f1c1f0e-6f0b-4f44-9b7e-3f0e5a4f9d11",
        "1",
        "0123456789abcdef0123456789abcdef",
        0,
        ["subscriber"],
        new ClaimsData(1, "perf1", new ClaimsUser(1)));
}
