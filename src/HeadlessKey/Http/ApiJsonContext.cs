using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HeadlessKey.Login;
using HeadlessKey.OwnSessions;
using HeadlessKey.PasswordChange;
using HeadlessKey.PasswordRecovery;
using HeadlessKey.Profile;
using HeadlessKey.Refresh;
using HeadlessKey.Registration;
using HeadlessKey.Revocation;
using HeadlessKey.Setup;
using HeadlessKey.Sso;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using HeadlessKey.Validation;

namespace HeadlessKey.Http;

/// <summary>Every JSON shape of the API, generated at compile time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LoginRequest))]
[JsonSerializable(typeof(RefreshRequest))]
[JsonSerializable(typeof(RevokeRequest))]
[JsonSerializable(typeof(ValidateRequest))]
[JsonSerializable(typeof(ValidateResponse))]
[JsonSerializable(typeof(SetupRequest))]
[JsonSerializable(typeof(RegisterRequest))]
[JsonSerializable(typeof(RegistrationResponse))]
[JsonSerializable(typeof(VerifyEmailRequest))]
[JsonSerializable(typeof(VerifyEmailResponse))]
[JsonSerializable(typeof(ResendVerificationRequest))]
[JsonSerializable(typeof(ForgotPasswordRequest))]
[JsonSerializable(typeof(ResetPasswordRequest))]
[JsonSerializable(typeof(ChangePasswordRequest))]
[JsonSerializable(typeof(ChangeProfileRequest))]
[JsonSerializable(typeof(MeResponse))]
[JsonSerializable(typeof(TokenResponse<UserResponse>))]
[JsonSerializable(typeof(TokenResponse<ProfileResponse>))]
[JsonSerializable(typeof(SessionListResponse))]
[JsonSerializable(typeof(ExchangeRequest))]
[JsonSerializable(typeof(LinkRequest))]
[JsonSerializable(typeof(LinkResponse))]
[JsonSerializable(typeof(LinkListResponse))]
[JsonSerializable(typeof(SsoLogoutRequest))]
[JsonSerializable(typeof(ForwardAuthResponse))]
[JsonSerializable(typeof(MessageResponse))]
[JsonSerializable(typeof(ErrorResponse))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    /// <summary>What the API writes with. Answers are JSON by type and by <c>nosniff</c>, so a plus or a quote needs no escape for HTML.</summary>
    public static ApiJsonContext Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>
    /// What the OpenAPI document is made from. It is used under the host's own JSON options, whose naming policy must not rename
    /// what is read and written here.
    /// </summary>
    public static IJsonTypeInfoResolver Documented => Default.WithAddedModifier(static type =>
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            type.Properties[i].Name = Answers.Options.GetTypeInfo(type.Type).Properties[i].Name;
        }
    });
}
