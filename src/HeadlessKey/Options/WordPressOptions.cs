namespace HeadlessKey;

/// <summary>
/// The WordPress site whose people sign in, and how it is asked about them: by signed calls to the connector plugin. The command
/// <c>headlesskey wordpress connect</c> writes these.
/// </summary>
public sealed class WordPressOptions
{
    /// <summary>
    /// The site's address, such as <c>https://www.example.com</c>, with its folder if it has one. It may be one inside the house, such as
    /// <c>http://127.0.0.1:8080</c>: the calls are signed, but passwords are in them, so beyond this machine use https.
    /// </summary>
    public string? Url { get; set; }

    /// <summary>The name of the shared secret: a key of <c>HEADLESSKEY_SERVERS</c> on the site.</summary>
    public string? KeyId { get; set; }

    /// <summary>The shared secret that signs the calls and their answers, at least 32 bytes long.</summary>
    public string? Secret { get; set; }

    /// <summary>How long the site may take for an answer; default 5 seconds, from 1 to 60 seconds. After that a sign-in is answered 503.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How often the site is asked whether the passwords, the standing and the roles of those who are signed in are still what they were, so that
    /// what is changed in WordPress counts here, too; default 1 second, from 1 second to 1 hour. 0: only when a token is refreshed.
    /// </summary>
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many calls run at once; default 8, from 1 to 256. No more than the site has PHP processes to spare; as many again times eight may
    /// wait, and past that a sign-in is answered 503 at once.
    /// </summary>
    public int CallsAtOnce { get; set; } = 8;
}
