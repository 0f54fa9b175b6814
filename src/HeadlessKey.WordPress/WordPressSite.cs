using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Users;
using HeadlessKey.WordPress.Connector;

namespace HeadlessKey.WordPress;

/// <summary>The site's people, by the connector's calls. An answer that is none, or that makes no sense, is <see cref="UnavailableException"/>.</summary>
internal sealed class WordPressSite(ConnectorClient connector, TimeProvider time)
{
    public Task<UserCopy?> FindByIdAsync(long id, CancellationToken cancellationToken) =>
        FindAsync(Json(new FindByIdCall("id", id), ConnectorJsonContext.Default.FindByIdCall), cancellationToken);

    public Task<UserCopy?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken) =>
        FindAsync(Json(new FindByNameCall("login_or_email", loginOrEmail), ConnectorJsonContext.Default.FindByNameCall), cancellationToken);

    public async Task<VerifyResult> VerifyAsync(string login, string password, string? address, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var answer = Insist(await connector.CallAsync(
            "/verify", Json(new VerifyCall(login, password, address), ConnectorJsonContext.Default.VerifyCall), cancellationToken));
        return answer switch
        {
            { Status: 200, Body: var body } when IsTrue(body, "ok") => new VerifyResult.Right(ReadUser(body, askedAt) ?? throw Nonsense(answer)),
            { Status: 200, Code: "account_disabled" } => new VerifyResult.Disabled(),
            { Status: 200, Code: "incorrect_password" or "refused" } => new VerifyResult.Wrong(),
            { Status: 400, Code: "headlesskey_call_invalid" } => new VerifyResult.Wrong(), // what no login or password can be
            _ => throw Nonsense(answer),
        };
    }

    public Task<ChangeOutcome> CreateAsync(NewUser user, string role) =>
        ChangeAsync("/users", Json(
            new CreateCall(user.Login, user.Email, user.Password.Typed, user.DisplayName, role), ConnectorJsonContext.Default.CreateCall));

    public Task<ChangeOutcome> SetPasswordAsync(User user, NewPassword password) =>
        ChangeAsync($"/users/{user.Id}/password", Json(new PasswordCall(password.Typed, user.Stamp), ConnectorJsonContext.Default.PasswordCall));

    public Task<ChangeOutcome> UpdateAsync(long id, UpdateCall call) =>
        ChangeAsync($"/users/{id}", Json(call, ConnectorJsonContext.Default.UpdateCall));

    private async Task<UserCopy?> FindAsync(byte[] body, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var answer = Insist(await connector.CallAsync("/user", body, cancellationToken));
        return answer switch
        {
            { Status: 200 } => ReadUser(answer.Body, askedAt) ?? throw Nonsense(answer),
            { Status: 404, Code: "headlesskey_no_user" } => null,
            { Status: 400, Code: "headlesskey_call_invalid" } => null, // a name that no user can have
            _ => throw Nonsense(answer),
        };
    }

    private async Task<ChangeOutcome> ChangeAsync(string route, byte[] body)
    {
        var askedAt = time.GetUtcNow();
        return await connector.CallAsync(route, body, CancellationToken.None) switch
        {
            ConnectorAnswer.Signed { Status: 200 or 201 } made when ReadUser(made.Body, askedAt) is { } user => new ChangeOutcome.Made(user),
            ConnectorAnswer.Signed { Code: { } code } refused when FaultOf(code, refused.Body) is { } fault => new ChangeOutcome.Refused(fault),
            ConnectorAnswer.Silence { MayHaveHappened: false } => new ChangeOutcome.Refused(new AccountFault.Busy()),
            _ => new ChangeOutcome.Unknown(),
        };
    }

    private static AccountFault? FaultOf(string code, JsonElement body) => code switch
    {
        "existing_user_login" => new AccountFault.LoginTaken(),
        "existing_user_email" => new AccountFault.EmailTaken(),
        "headlesskey_no_user" => new AccountFault.NoSuchUser(),
        "headlesskey_role" => new AccountFault.Invalid("roles", Messages.RoleNotGiven),
        "headlesskey_call_invalid" => new AccountFault.Invalid(ParameterOf(body), Messages.NotTakenByWordPress),
        "headlesskey_changed" or "headlesskey_busy" or "headlesskey_call_clock" or "headlesskey_call_replayed" => new AccountFault.Busy(),
        _ => null,
    };

    /// <summary>Which of our parameters the site does not take.</summary>
    private static string ParameterOf(JsonElement body)
    {
        var name = body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object
                ? parameters.EnumerateObject().Select(parameter => parameter.Name).FirstOrDefault()
                : null;
        return name switch
        {
            null or "login" => "username",
            var other => other,
        };
    }

    private static UserCopy? ReadUser(JsonElement body, DateTimeOffset askedAt)
    {
        try
        {
            return body.TryGetProperty("user", out var user) ? user.Deserialize(ConnectorJsonContext.Default.ConnectorUser)?.ToCopy(askedAt) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsTrue(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static ConnectorAnswer.Signed Insist(ConnectorAnswer answer) =>
        answer as ConnectorAnswer.Signed
        ?? throw new UnavailableException($"WordPress gives no usable answer: {((ConnectorAnswer.Silence)answer).Why}");

    private static UnavailableException Nonsense(ConnectorAnswer.Signed answer) =>
        new($"WordPress gives no usable answer: {answer}");

    private static byte[] Json<T>(T call, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(call, type);
}
