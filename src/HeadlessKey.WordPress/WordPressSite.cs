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
        FindAsync(Json(new FindByIdCall("id", id), ConnectorJsonContext.Default.FindByIdCall), name: null, cancellationToken);

    public Task<UserCopy?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken) =>
        FindAsync(Json(new FindByNameCall("login_or_email", loginOrEmail), ConnectorJsonContext.Default.FindByNameCall), name: "value", cancellationToken);

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
            { FaultyMember: "login" or "password" } => new VerifyResult.Wrong(), // what no login or password can be
            _ => throw Nonsense(answer),
        };
    }

    public Task<ChangeOutcome> CreateAsync(NewUser user, string role) =>
        ChangeAsync("/users", Json(
            new CreateCall(user.Login, user.Email, user.Password.Typed, user.DisplayName, role), ConnectorJsonContext.Default.CreateCall));

    public Task<ChangeOutcome> SetPasswordAsync(User user, NewPassword password) =>
        ChangeAsync($"/users/{user.Id}/password", Json(new PasswordCall(password.Typed, user.Stamp), ConnectorJsonContext.Default.PasswordCall));

    public Task<ChangeOutcome> SetRolesAsync(User user, IReadOnlyList<string> roles) =>
        ChangeAsync($"/users/{user.Id}/roles", Json(new RolesCall(roles, user.Stamp), ConnectorJsonContext.Default.RolesCall));

    public Task<ChangeOutcome> UpdateAsync(long id, UpdateCall call) =>
        ChangeAsync($"/users/{id}", Json(call, ConnectorJsonContext.Default.UpdateCall));

    /// <param name="body">The call.</param>
    /// <param name="name">The member that a name is in, of which the site may say that nobody can be called so; null: there is none.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    private async Task<UserCopy?> FindAsync(byte[] body, string? name, CancellationToken cancellationToken)
    {
        var askedAt = time.GetUtcNow();
        var answer = Insist(await connector.CallAsync("/user", body, cancellationToken));
        return answer switch
        {
            { Status: 200 } => ReadUser(answer.Body, askedAt) ?? throw Nonsense(answer),
            { Status: 404, Code: "headlesskey_no_user" } => null,
            { FaultyMember: { } member } when member == name => null,
            _ => throw Nonsense(answer),
        };
    }

    private async Task<ChangeOutcome> ChangeAsync(string route, byte[] body)
    {
        var askedAt = time.GetUtcNow();
        return await connector.CallAsync(route, body, CancellationToken.None) switch
        {
            ConnectorAnswer.Signed { Status: 200 or 201 } made when ReadUser(made.Body, askedAt) is { } user => new ChangeOutcome.Made(user),
            ConnectorAnswer.Signed { Status: 409, Code: "headlesskey_changed" } => new ChangeOutcome.Outdated(),
            ConnectorAnswer.Signed refused when FaultOf(refused) is { } fault => new ChangeOutcome.Refused(fault),
            ConnectorAnswer.Silence { MayHaveHappened: false } => new ChangeOutcome.Refused(new AccountFault.Busy()),
            _ => new ChangeOutcome.Unknown(),
        };
    }

    /// <summary>Why it was certainly not made; null: it may have been. A call that has been made before was made by this very one, perhaps.</summary>
    private static AccountFault? FaultOf(ConnectorAnswer.Signed answer) => answer switch
    {
        { Code: "existing_user_login" } => new AccountFault.LoginTaken(),
        { Code: "existing_user_email" } => new AccountFault.EmailTaken(),
        { Code: "headlesskey_no_user" } => new AccountFault.NoSuchUser(),
        { Code: "headlesskey_role" } => new AccountFault.Invalid("roles", Messages.RoleNotListed),
        { FaultyMember: "query" } or { Code: "headlesskey_busy" } => new AccountFault.Busy(),
        { FaultyMember: "login" } => new AccountFault.Invalid("username", Messages.NotTakenByWordPress),
        { FaultyMember: { } member } => new AccountFault.Invalid(member, Messages.NotTakenByWordPress),
        _ => null,
    };

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
