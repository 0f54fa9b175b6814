using System.Runtime.InteropServices;

namespace HeadlessKey.Tokens;

/// <summary>The 256 bits of a SHA-256.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TokenHash(long A, long B, long C, long D);
