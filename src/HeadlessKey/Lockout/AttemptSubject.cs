using System.Globalization;
using HeadlessKey.Secrets;
using HeadlessKey.Users;

namespace HeadlessKey.Lockout;

/// <summary>
/// Whom an attempt is about, as a keyed hash. A person has one subject by whichever name; a name that nobody has gets one too. Names are
/// not kept as they were typed: what is typed there may be a password in the wrong field.
/// </summary>
internal sealed class AttemptSubject(MasterKey masterKey)
{
    public string Of(User? user, string typed) =>
        user is null ? Hash($"name:{UserPolicy.Key(typed)}") : Of(user.Id);

    public string Of(long userId) => Hash(string.Create(CultureInfo.InvariantCulture, $"user:{userId}"));

    private string Hash(string text) => masterKey.Digest("attempts", text);
}
