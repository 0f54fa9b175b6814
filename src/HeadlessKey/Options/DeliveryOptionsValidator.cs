using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses settings of deliveries that would flood a receiver or lose what it has not seen.</summary>
internal sealed class DeliveryOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        var deliveries = options.Deliveries;
        checks.Range("Deliveries:Timeout", deliveries.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        checks.Range("Deliveries:AtOnce", deliveries.AtOnce, 1, 64);
        checks.Range("Deliveries:DisableAfter", deliveries.DisableAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(30));
        checks.Range("Deliveries:KeepFor", deliveries.KeepFor, TimeSpan.FromDays(1), TimeSpan.FromDays(365));
        return checks.Result;
    }
}
