using System.Globalization;
using System.Text.RegularExpressions;
using HeadlessKey.Passwords;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Passwords are taken exactly as typed, and what is stored of them opens nothing.</summary>
public sealed partial class PasswordTests
{
    [Fact, Promise("P1")]
    public void A_stored_hash_says_how_it_was_made()
    {
        var options = new PasswordOptions();
        var stored = new PasswordHasher(options.Iterations).Hash(TestUser.Password);

        options.Iterations.ShouldBe(210_000);
        StoredForm.IsMatch(stored).ShouldBeTrue(stored);
        stored.ShouldStartWith("$pbkdf2-sha512$i=210000$");
        PasswordHasher.Verify(TestUser.Password, stored).ShouldBeTrue();
        new PasswordHasher(210_001).IsOutdated(stored).ShouldBeTrue();
    }

    [Theory, EveryEngine, Promise("P2")]
    public async Task A_password_is_checked_exactly_as_typed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        (string Right, string[] Wrong)[] passwords =
        [
            (new string('x', 199) + "a", [new string('x', 199) + "b", new string('x', 199), new string('x', 72), new string('x', 128)]),
            ("  spaces around  ", ["spaces around", "  spaces around", "spaces around  ", " spaces around "]),
            ("tab\tand\nnewline\r\n", ["tab and newline", "tab\tand\nnewline", "tab\tand\nnewline\n"]),
            ("\ud83d\udc69\u200d\ud83d\ude80\ud83d\udd11 password", ["\ud83d\udc69\ud83d\ude80\ud83d\udd11 password", "?????? password", "\ufffd password"]),
            ("cafe\u0301 cafe\u0301", ["caf\u00e9 caf\u00e9", "cafe cafe"]),
            ("\ufb01ne ligature", ["fine ligature"]),
            ("Case Matters", ["case matters", "CASE MATTERS"]),
            ("with\\backslash\"and'quotes", ["withbackslashandquotes"]),
            ("<b>&amp;</b> ${x} %00 {{y}}", ["<b>&</b> ${x} %00 {{y}}"]),
            (string.Concat(Enumerable.Repeat("\ud83d\ude00", 1024)), [string.Concat(Enumerable.Repeat("\ud83d\ude00", 1023))]),
        ];

        for (var i = 0; i < passwords.Length; i++)
        {
            var login = string.Create(CultureInfo.InvariantCulture, $"user{i}");
            await server.AddUserAsync(login, $"{login}@example.test", passwords[i].Right, "subscriber");
            (await server.Client.LoginAsync(login, passwords[i].Right)).Expect(200);
            (await server.Client.PostFormAsync("/token", ("username", login), ("password", passwords[i].Right))).Expect(200);
            foreach (var wrong in passwords[i].Wrong)
            {
                (await server.Client.LoginAsync(login, wrong)).ExpectError(401, "incorrect_password");
            }
        }
    }

    [Theory, EveryEngine, Promise("P2")]
    public async Task A_password_has_one_to_1024_code_points(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.LoginAsync(password: "x")).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: new string('x', 1024))).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: string.Concat(Enumerable.Repeat("\ud83d\ude00", 1024)))).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: new string('x', 1025))).ExpectError(400, "rest_invalid_param");
        (await server.Client.LoginAsync(password: string.Concat(Enumerable.Repeat("\ud83d\ude00", 1025)))).ExpectError(400, "rest_invalid_param");
        (await server.Client.LoginAsync(password: string.Empty)).ExpectError(400, "rest_missing_callback_param");
        (await server.Client.LoginAsync(password: "nul\0inside")).ExpectError(400, "rest_invalid_param");
    }

    [Theory, EveryEngine, Promise("P6")]
    public async Task A_stored_hash_is_no_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var stored = (await server.QueryAsync("select * from users", "password_hash"))[0];

        foreach (var piece in stored.Split('$', StringSplitOptions.RemoveEmptyEntries).Append(stored))
        {
            (await server.Client.LoginAsync(password: piece)).ExpectError(401, "incorrect_password");
        }
    }

    [Theory, EveryEngine, Promise("P6")]
    public async Task A_stored_hash_of_another_system_is_no_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var stored in ImportedHashes.All)
        {
            await server.ExecuteAsync($"update users set password_hash = '{stored}'");
            foreach (var piece in stored.Split('$', StringSplitOptions.RemoveEmptyEntries).Append(stored))
            {
                (await server.Client.LoginAsync(password: piece)).ExpectError(401, "incorrect_password");
            }
        }
    }

    [Theory, EveryEngine, Promise("P4")]
    public async Task A_stored_hash_that_would_cost_too_much_is_never_computed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var stored in ImportedHashes.TooDear)
        {
            await server.ExecuteAsync($"update users set password_hash = '{stored}'");
            var started = System.Diagnostics.Stopwatch.StartNew();
            (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
            started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5)); // the least of them takes minutes
        }
    }

    [Theory, EveryEngine, Promise("P6")]
    public async Task A_stored_form_that_cannot_be_read_matches_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var stored in new[]
        {
            string.Empty, "*", "!", "plain", TestUser.Password, "$", "$$$$", "$pbkdf2-sha512$i=1$$", "$pbkdf2-sha512$i=0$AAAA$AAAA", "$pbkdf2-sha512$i=99999999$AAAA$AAAA",
            "$pbkdf2-sha512$i=-1$AAAA$AAAA", "$pbkdf2-sha512$i=1$!!$!!", $"$pbkdf2-sha1$i=1$AAAA${new string('A', 43)}", $"$pbkdf2-sha512$i=1$AAAA${new string('A', 42)}",
        })
        {
            await server.ExecuteAsync($"update users set password_hash = '{stored}'");
            foreach (var password in new[] { TestUser.Password, stored.Length == 0 ? "x" : stored, "\u0001" })
            {
                (await server.Client.LoginAsync(password: password)).ExpectError(401, "incorrect_password");
            }
        }
    }

    [GeneratedRegex(@"^\$pbkdf2-sha512\$i=\d+\$[A-Za-z0-9_-]{22}\$[A-Za-z0-9_-]{43}\z")]
    private static partial Regex StoredForm { get; }
}
