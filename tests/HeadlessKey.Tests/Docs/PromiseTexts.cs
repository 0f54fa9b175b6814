namespace HeadlessKey.Tests.Docs;

/// <summary>What each promise says. It comes onto the page once a test proves it.</summary>
internal static class PromiseTexts
{
    /// <summary>In the order of the page: the letter of a group, and its heading.</summary>
    public static IReadOnlyList<(char Letter, string Heading)> Groups { get; } =
    [
        ('T', "Tokens"), ('S', "Sessions"), ('P', "Passwords"), ('G', "Guessing"), ('A', "Accounts"),
        ('R', "The record and webhooks"), ('O', "Single sign-on"), ('W', "The whole"),
    ];

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["T1"] = "A token without a signature, or whose algorithm is none in any disguise, is refused.",
        ["T2"] = "A public key never serves as an HMAC secret: key, name and algorithm belong together.",
        ["T3"] = "Only the key's own algorithm is accepted.",
        ["T4"] = "A token cannot name the key that verifies it, and nothing is fetched because a token says so.",
        ["T5"] = "A key id is only ever compared as text, whatever is in it.",
        ["T6"] = "Expiry, start, issue date, issuer and audience are all checked, to the second.",
        ["T7"] = "A credential works only as what it is: no other kind passes for an access token, nor the reverse.",
        ["T8"] = "Weak, published or mismatched secrets and unsafe settings stop the start, with the setting's name and source.",
        ["T9"] = "Malformed, ambiguous and oversized tokens are refused before any signature is computed.",
        ["T10"] = "The key set shows public keys only, and may not be cached past half the announce time.",
        ["T11"] = "A key rotation under load, on two nodes, refuses no valid token.",
        ["T12"] = "Signing keys are encrypted in the database, each for its own row.",
        ["S1"] = "Refresh tokens cannot be guessed, and a copy of the database holds nothing to sign in with.",
        ["S2"] = "A refresh token used again after its grace window ends the session and is recorded.",
        ["S3"] = "A refresh token used many times at once has one successor.",
        ["S4"] = "Once the successor is used, the grace window is closed.",
        ["S5"] = "The absolute and the inactivity limit hold to the second.",
        ["S6"] = "A revocation reaches the other nodes at once, and within seconds when the channel is cut.",
        ["S7"] = "A refresh under way never revives a session that ends meanwhile.",
        ["S8"] = "Disabling, deleting or a new password ends everything the account had given out.",
        ["S9"] = "A revoked token fails on every endpoint and by every way it can be sent.",
        ["S10"] = "The device limit holds however many sign in at once.",
        ["S11"] = "Users see and end their own sessions only.",
        ["P1"] = "Passwords are hashed by PBKDF2-HMAC-SHA512 with 210,000 rounds or more.",
        ["P2"] = "A password counts exactly as typed, from one to 1,024 characters, to the last byte.",
        ["P3"] = "New passwords need length, not composition; a refusal says why in codes.",
        ["P4"] = "Hashes from other systems verify, and are made anew at the next sign-in.",
        ["P5"] = "The queue for hashing is bounded: past it the answer is 503, and validation stays quick.",
        ["P6"] = "A stolen hash does not work as a password.",
        ["G1"] = "Protection against guessing is on by itself, survives a restart, and spans all nodes.",
        ["G2"] = "Many wrong guesses at once get no further than the same number one by one.",
        ["G3"] = "A stranger cannot lock the owner out.",
        ["G4"] = "Known and unknown names get the same answer, in the same time.",
        ["G5"] = "A forwarded address counts only from a configured proxy.",
        ["G6"] = "Reset codes die after a few wrong tries, however those are spread.",
        ["G7"] = "A refusal for too many attempts says when to come back.",
        ["A1"] = "Registration takes only what it lists.",
        ["A2"] = "Whom a change is about follows from the token, never from the body.",
        ["A3"] = "Links in mail start with the configured address, whatever the request says.",
        ["A4"] = "Mail goes to the stored address only, and is queued with the change that causes it.",
        ["A5"] = "Links and codes work once, and for a short time.",
        ["A6"] = "People are told by mail when their password, address or devices change.",
        ["R1"] = "Every attempt and change is recorded, and no record holds a secret.",
        ["R2"] = "Tampering with sealed records is found.",
        ["R3"] = "Hostile input cannot forge a log line, a table cell or a page.",
        ["R4"] = "A crash after the commit loses nothing.",
        ["R5"] = "Webhooks follow Standard Webhooks, with retries and rotation of secrets.",
        ["R6"] = "Webhooks and hooks do not reach into the private network.",
        ["O1"] = "An exchange that was altered, replayed or signed by another is refused.",
        ["O2"] = "People are matched by site and subject, never by an unverified address.",
        ["O3"] = "Two real servers exchange a sign-in, in both directions.",
        ["W1"] = "A part that fails never lets through what would have been refused.",
        ["W2"] = "Every route has an access rule.",
        ["W3"] = "Secrets never appear in addresses, logs or error texts.",
        ["W4"] = "Start, memory and size are measured and printed.",
    };
}
