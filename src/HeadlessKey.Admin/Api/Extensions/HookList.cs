using HeadlessKey.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Admin.Api.Extensions;

/// <summary>Who else has a say: the hooks in code and over HTTP, in the order in which they are asked. They are set up there, and shown here.</summary>
internal sealed class HookList(IServiceProvider services, HooksOptions options)
{
    public IReadOnlyList<HookResponse> Read() =>
    [
        .. Remote<Authenticating>(),
        .. Remote<TokenIssuing>(),
        .. Remote<TokenResponding>(),
        .. Remote<Registering>(),
        .. Remote<EmailSending>(),
        .. Remote<SsoMapping>(),
        .. Remote<WebhookSending>(),
        .. InCode<TokenValidating>(),
        .. InCode<PasswordChoosing>(),
        .. InCode<ClientAddressResolving>(),
    ];

    private IEnumerable<HookResponse> InCode<TPoint>()
        where TPoint : HookPoint =>
        services.GetServices<IHook<TPoint>>()
            .Select(hook => new HookResponse(hook.GetType().Name, "code", typeof(TPoint).Name, Url: null, options.Timeout.TotalSeconds, HttpHookOptions.Deny));

    private IEnumerable<HookResponse> Remote<TPoint>()
        where TPoint : HookPoint, IRemotePoint =>
        TPoint.SettingsOf(options) is { Url: { } url } settings && new Uri(url) is var address
            ? InCode<TPoint>().Append(new HookResponse(
                address.Host, "http", typeof(TPoint).Name, address.GetLeftPart(UriPartial.Path), settings.Timeout.TotalSeconds, settings.OnFailure ?? HttpHookOptions.Deny))
            : InCode<TPoint>();
}
