using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Secrets;

/// <summary>
/// How a secret of 256 bits that was given away (<see cref="RandomId.Secret"/>) is kept: nobody can guess what it was made from, so it
/// needs neither salt nor key.
/// </summary>
internal static class SecretHash
{
    public static string Of(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
