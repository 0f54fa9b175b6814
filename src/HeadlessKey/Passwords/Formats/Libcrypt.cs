using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// The system's password hashing, libxcrypt, which is part of every glibc system. Where it is missing, what needs it is not supported.
/// </summary>
internal static partial class Libcrypt
{
    private const int DataBytes = 32_768; // struct crypt_data (crypt(3))
    private const int OutputBytes = 384;  // CRYPT_OUTPUT_SIZE: its first member

    private static readonly Lazy<bool> Works = new(Probe);

    /// <summary>Whether it is there, and computes what it should.</summary>
    public static bool IsThere => Works.Value;

    /// <summary>The hash of a password without a NUL, in the way that the setting says. Null: it cannot.</summary>
    public static byte[]? TryCrypt(ReadOnlySpan<byte> password, string setting)
    {
        var phrase = new byte[password.Length + 1];
        password.CopyTo(phrase);
        var data = new byte[DataBytes];
        try
        {
            var computed = Crypt(phrase, Encoding.ASCII.GetBytes(setting + '\0'), data, data.Length);
            return computed == 0 ? null : data[..data.AsSpan(0, OutputBytes).IndexOf((byte)0)];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(data);
            CryptographicOperations.ZeroMemory(phrase);
        }
    }

    private static bool Probe()
    {
        try
        {
            const string vector = "$2y$04$abcdefghijklmnopqrstuuBtzXFXMcxIslxJptQaoJYuU.xP21coS";
            return TryCrypt("U*U*"u8, vector) is { } computed && Encoding.ASCII.GetString(computed).Equals(vector, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return false;
        }
    }

    [LibraryImport("libcrypt.so.1", EntryPoint = "crypt_rn")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Crypt(byte[] phrase, byte[] setting, byte[] data, int size);
}
