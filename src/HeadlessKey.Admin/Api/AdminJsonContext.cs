using System.Text.Encodings.Web;
using System.Text.Json.Serialization.Metadata;
using System.Text.Json.Serialization;
using System.Text.Json;
using HeadlessKey.Admin.Api.Accounts;
using HeadlessKey.Admin.Api.Bans;
using HeadlessKey.Admin.Api.Configuration;
using HeadlessKey.Admin.Api.Extensions;
using HeadlessKey.Admin.Api.Keys;
using HeadlessKey.Admin.Api.LiveSessions;
using HeadlessKey.Admin.Api.Mail;
using HeadlessKey.Admin.Api.Matrix;
using HeadlessKey.Admin.Api.Overview;
using HeadlessKey.Admin.Api.Record;
using HeadlessKey.Admin.Api.Server;
using HeadlessKey.Admin.Api.SignIn;
using HeadlessKey.Admin.Api.SsoSites;
using HeadlessKey.Admin.Api.Webhooks;

namespace HeadlessKey.Admin.Api;

/// <summary>Every JSON shape of the admin API, generated at compile time.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AdminSignInRequest))]
[JsonSerializable(typeof(ConfirmRequest))]
[JsonSerializable(typeof(AdminSessionResponse))]
[JsonSerializable(typeof(ChangeSettingsRequest))]
[JsonSerializable(typeof(SettingsResponse))]
[JsonSerializable(typeof(OverviewResponse))]
[JsonSerializable(typeof(EventTypesResponse))]
[JsonSerializable(typeof(WebhookRequest))]
[JsonSerializable(typeof(ListResponse<WebhookResponse>))]
[JsonSerializable(typeof(WebhookTestResponse))]
[JsonSerializable(typeof(SiteRequest))]
[JsonSerializable(typeof(ListResponse<SiteResponse>))]
[JsonSerializable(typeof(PageResponse<DeliveryResponse>))]
[JsonSerializable(typeof(ActivityResponse))]
[JsonSerializable(typeof(VerificationResponse))]
[JsonSerializable(typeof(ListResponse<HookResponse>))]
[JsonSerializable(typeof(EmailResponse))]
[JsonSerializable(typeof(PreviewResponse))]
[JsonSerializable(typeof(TestEmailRequest))]
[JsonSerializable(typeof(TestEmailResponse))]
[JsonSerializable(typeof(ListResponse<QueuedEmailResponse>))]
[JsonSerializable(typeof(RetryEmailRequest))]
[JsonSerializable(typeof(RetryEmailResponse))]
[JsonSerializable(typeof(ListResponse<CapturedEmailResponse>))]
[JsonSerializable(typeof(CapturedEmailDetailResponse))]
[JsonSerializable(typeof(BackupRequest))]
[JsonSerializable(typeof(SystemResponse))]
[JsonSerializable(typeof(DoctorResponse))]
[JsonSerializable(typeof(RotateKeyRequest))]
[JsonSerializable(typeof(ImportKeyRequest))]
[JsonSerializable(typeof(RetireKeyRequest))]
[JsonSerializable(typeof(KeysResponse))]
[JsonSerializable(typeof(AccessResponse))]
[JsonSerializable(typeof(AddBanRequest))]
[JsonSerializable(typeof(BansResponse))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(SetRolesRequest))]
[JsonSerializable(typeof(SetPasswordRequest))]
[JsonSerializable(typeof(AdminUserDetailResponse))]
[JsonSerializable(typeof(PageResponse<AdminUserResponse>))]
[JsonSerializable(typeof(PageResponse<LiveSessionResponse>))]
[JsonSerializable(typeof(EndedResponse))]
[JsonSerializable(typeof(PageResponse<SettingChangeResponse>))]
internal sealed partial class AdminJsonContext : JsonSerializerContext
{
    /// <summary>What the API writes with.</summary>
    public static AdminJsonContext Answers { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>What the OpenAPI document is made from, whatever the host names its own members by.</summary>
    public static IJsonTypeInfoResolver Documented => Default.WithAddedModifier(static type =>
    {
        for (var i = 0; i < type.Properties.Count; i++)
        {
            type.Properties[i].Name = Answers.Options.GetTypeInfo(type.Type).Properties[i].Name;
        }
    });
}
