using System.Globalization;
using HeadlessKey.Http;
using HeadlessKey.Settings;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>
/// Tests a change of settings against the request that makes it: the same administrator must still get in. The command line may do it, because
/// it can undo it.
/// </summary>
internal sealed class OwnLockout(AdminDoor door, IBlockedAddresses blocked, IClientAddressRule rule)
{
    private const int LeastForAdmin = 60;
    private const int LeastForSignIn = 10;

    public SettingCheck CheckOf(HttpContext context) => new((next, changed) => FindFaults(context, next, changed));

    private Dictionary<string, string> FindFaults(HttpContext context, HeadlessKeyOptions next, IReadOnlyCollection<string> changed)
    {
        var faults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        CheckRate("RateLimits:Admin", next.RateLimits.Admin, LeastForAdmin);
        CheckRate("RateLimits:SignIn", next.RateLimits.SignIn, LeastForSignIn);

        // Where the host says whose a request is, it is the host that knows.
        if (changed.FirstOrDefault(key => key.StartsWith("Proxies:", StringComparison.OrdinalIgnoreCase)) is { } proxies && !rule.Any)
        {
            var address = ClientAddress.Find(next, ClientAddress.ConnectionOf(context), context.Request.Headers);
            if (!door.Admits(address) || blocked.Contains(address))
            {
                faults[proxies] = $"would make this request come from {address}, from where nobody may administer (HeadlessKey:Admin:Networks, bans): you would lock yourself out.";
            }
        }

        return faults;

        void CheckRate(string key, int rate, int least)
        {
            if (rate > 0 && rate < least && changed.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                faults[key] = string.Create(CultureInfo.InvariantCulture, $"is {rate}; with less than {least} you could lock yourself out. 0 is no limit.");
            }
        }
    }
}
