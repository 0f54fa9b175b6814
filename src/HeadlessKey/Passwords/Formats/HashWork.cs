using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace HeadlessKey.Passwords.Formats;

/// <summary>How much of which kind of work it takes to check a password.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HashWork(HashWorkKind Kind, long Rounds)
{
    /// <summary>Does the work, and has nothing to show for it.</summary>
    public void Spend(string password)
    {
        switch (Kind)
        {
            case HashWorkKind.Bcrypt:
                BcryptHash.Spend(password, Rounds);
                break;
            case HashWorkKind.Md5:
                PhpassHash.Spend(password, Rounds);
                break;
            default:
                Pbkdf2Hash.Spend(password, (int)Rounds, AlgorithmOf(Kind));
                break;
        }
    }

    private static HashAlgorithmName AlgorithmOf(HashWorkKind kind) => kind switch
    {
        HashWorkKind.Pbkdf2Sha1 => HashAlgorithmName.SHA1,
        HashWorkKind.Pbkdf2Sha256 => HashAlgorithmName.SHA256,
        _ => HashAlgorithmName.SHA512,
    };
}
