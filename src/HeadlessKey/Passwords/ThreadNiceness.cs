using System.Runtime.InteropServices;

namespace HeadlessKey.Passwords;

/// <summary>On Linux, .NET's thread priorities do nothing; the kernel's niceness, which there belongs to each thread, does.</summary>
internal static partial class ThreadNiceness
{
    private const int ThisProcessClass = 0; // PRIO_PROCESS; with id 0 it means the calling thread (setpriority(2), NOTES)
    private const int Nice = 15;

    public static void LowerCurrent()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = SetPriority(ThisProcessClass, 0, Nice); // if it fails, hashing is only less polite
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
