using System.Text;

namespace HeadlessKey.Email;

/// <summary>What is said to a mail server, in order (RFC 5321, RFC 3207, RFC 4954). Each step that fails ends it.</summary>
internal sealed class SmtpConversation(SmtpConnection connection, string ownName)
{
    private HashSet<string> offers = new(StringComparer.OrdinalIgnoreCase);
    private HashSet<string> signIns = new(StringComparer.OrdinalIgnoreCase);

    public async Task GreetAsync(CancellationToken cancellationToken)
    {
        Expect(await connection.ReadReplyAsync("the connection", cancellationToken), "the connection");
        await HelloAsync(cancellationToken);
    }

    /// <summary>Turns the connection into a protected one. A server that does not offer it gets nothing: it may have been made to hide it.</summary>
    public async Task StartTlsAsync(string host, SmtpTrust trust, CancellationToken cancellationToken)
    {
        if (!offers.Contains("STARTTLS"))
        {
            throw new SmtpFailure("The server does not offer STARTTLS. Nothing was sent. Set HeadlessKey:Email:Smtp:Security to what it does offer.");
        }

        Expect(await SayAsync("STARTTLS", "STARTTLS", cancellationToken), "STARTTLS");
        await connection.ProtectAsync(trust.For(host), cancellationToken);
        await HelloAsync(cancellationToken); // what it said unprotected no longer counts
    }

    public async Task SignInAsync(string username, string password, CancellationToken cancellationToken)
    {
        if (!connection.IsProtected && !connection.IsLoopback)
        {
            throw new SmtpFailure("The password is not sent over an unprotected connection. Set HeadlessKey:Email:Smtp:Security to starttls or tls.");
        }

        var plain = Base64($"\0{username}\0{password}");
        if (signIns.Contains("PLAIN"))
        {
            ExpectSignIn(await SayAsync($"AUTH PLAIN {plain}", "AUTH", cancellationToken));
        }
        else if (signIns.Contains("LOGIN"))
        {
            ExpectSignIn(await SayAsync("AUTH LOGIN", "AUTH", cancellationToken), 334);
            ExpectSignIn(await SayAsync(Base64(username), "AUTH", cancellationToken), 334);
            ExpectSignIn(await SayAsync(Base64(password), "AUTH", cancellationToken));
        }
        else
        {
            throw new SmtpFailure("The server offers no sign-in that we know (AUTH PLAIN or LOGIN).");
        }

        // A wrong password is the operator's to set right: the mail waits for that.
        void ExpectSignIn(SmtpReply reply, int code = 235)
        {
            if (reply.Code != code)
            {
                throw new SmtpFailure($"The server refused the sign-in: {reply.Quote(username, password, plain, Base64(username), Base64(password))}");
            }
        }
    }

    /// <summary>Hands the mail over. Once this returns, the server answers for it.</summary>
    public async Task<SmtpReply> SendAsync(MailboxAddress from, MailboxAddress to, byte[] message, string text, CancellationToken cancellationToken)
    {
        var utf8 = from.NeedsUtf8 || to.NeedsUtf8;
        if (utf8 && !offers.Contains("SMTPUTF8"))
        {
            throw new SmtpFailure("The server takes no address with letters beyond ASCII.", isFinal: true);
        }

        // A sender that is refused is a setting to be changed, a recipient that is refused stays so.
        Expect(await SayAsync($"MAIL FROM:<{from.Text}>{(utf8 ? " SMTPUTF8" : string.Empty)}", "MAIL FROM", cancellationToken), "MAIL FROM");
        var recipient = await SayAsync($"RCPT TO:<{to.Text}>", "RCPT TO", cancellationToken);
        if (!recipient.IsPositive)
        {
            throw new SmtpFailure($"The server refused the recipient: {recipient.Quote(to.Text)}", recipient.IsFinal);
        }

        Expect(await SayAsync("DATA", "DATA", cancellationToken), "DATA", code: 354);
        await connection.WriteAsync(Stuff(message), "the mail", cancellationToken);
        var taken = await connection.ReadReplyAsync("the mail", cancellationToken);
        return taken.IsPositive ? taken : throw new SmtpFailure($"The server refused the mail: {taken.Quote(to.Text, text, Encoding.UTF8.GetString(message))}", taken.IsFinal);
    }

    /// <summary>Takes leave. Nothing depends on it any more.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await connection.WriteLineAsync("QUIT", "QUIT", cancellationToken);
        }
        catch (SmtpFailure)
        {
            // Gone already.
        }
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var reply = await SayAsync($"EHLO {ownName}", "EHLO", cancellationToken);
        Expect(reply, "EHLO");
        var words = reply.Lines.Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(line => line.Length > 0).ToList();
        offers = words.Select(line => line[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        signIns = words.Where(line => line[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase)).SelectMany(line => line.Skip(1)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private async Task<SmtpReply> SayAsync(string line, string step, CancellationToken cancellationToken)
    {
        await connection.WriteLineAsync(line, step, cancellationToken);
        return await connection.ReadReplyAsync(step, cancellationToken);
    }

    private static void Expect(SmtpReply reply, string step, int? code = null)
    {
        if (code is null ? !reply.IsPositive : reply.Code != code)
        {
            throw new SmtpFailure($"The server answered {step} with {reply.Quote()}");
        }
    }

    /// <summary>The mail with its end: a line of its own that begins with a full stop gets a second one (RFC 5321, 4.5.2).</summary>
    private static byte[] Stuff(byte[] message)
    {
        var result = new List<byte>(message.Length + 64);
        var lineStart = true;
        foreach (var one in message)
        {
            if (lineStart && one == '.')
            {
                result.Add(one);
            }

            result.Add(one);
            lineStart = one == '\n';
        }

        result.AddRange(".\r\n"u8);
        return [.. result];
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
