namespace HeadlessKey.BrowserTests.Gallery;

/// <summary>Somebody who uses a server, and what with.</summary>
internal sealed record Person(string Login, string Role, string Device, string UserAgent, string Address)
{
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
    private const string Windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
    private const string Linux = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    public static Person Alice { get; } = new("alice", "editor", "Alice’s phone", Phone, "203.0.113.24");

    /// <summary>Who will be kept out.</summary>
    public static Person Leaver { get; } = new("former", "subscriber", "Laptop", Windows, "203.0.113.12");

    /// <summary>Who is there from the first day.</summary>
    public static IReadOnlyList<Person> Early { get; } =
    [
        Alice,
        Alice with { Device = "Laptop", UserAgent = Linux, Address = "203.0.113.61" },
        new("bob", "subscriber", "Office", Windows, "198.51.100.7"),
        new("grace.hopper", "subscriber", "Laptop", Linux, "2001:db8:4::15"),
        new("linus", "subscriber", "Desk", Linux, "203.0.113.180"),
        new("olu", "subscriber", "Phone", Phone, "198.51.100.93"),
    ];

    /// <summary>Who registers while the others sign in.</summary>
    public static IReadOnlyList<Person> Late { get; } =
    [
        new("mei", "subscriber", "iPad", Phone, "2001:db8:17::8"),
        new("zoe", "subscriber", "Laptop", Windows, "203.0.113.99"),
        new("tomas", "subscriber", "Phone", Phone, "198.51.100.201"),
    ];

    public string Email => $"{Login}@example.com";
}
