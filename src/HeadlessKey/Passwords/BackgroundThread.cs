using System.Runtime.InteropServices;

namespace HeadlessKey.Passwords;

/// <summary>
/// Makes the calling thread give way to all others. On Linux .NET's thread priorities do nothing; the kernel's do, and there they
/// belong to each thread.
/// </summary>
internal static partial class BackgroundThread
{
    private const int Nice = 19; // about a seventieth of another thread's share when there is not enough for both
    private const uint BatchPolicy = 3;
    private const ulong LongestSlice = 100_000_000; // nanoseconds

    public static void Enter()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // Niceness alone shares the processor fairly over time, but lets a running thread finish its slice of some milliseconds
        // before one that wakes. A long slice tells the kernel (6.12 and later) that it may be interrupted at once (sched_setattr(2)).
        var wanted = new SchedulingAttributes
        {
            Size = (uint)Marshal.SizeOf<SchedulingAttributes>(), Policy = BatchPolicy, Nice = Nice, Runtime = LongestSlice,
        };
        var call = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 314,
            Architecture.Arm64 => 274,
            _ => 0,
        };
        if (call == 0 || SystemCall(call, 0, in wanted, 0) != 0)
        {
            _ = SetPriority(0, 0, Nice); // if that fails too, hashing is only less polite
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, int thread, in SchedulingAttributes attributes, uint flags);

    // Class 0 (PRIO_PROCESS) with id 0 means the calling thread (setpriority(2), NOTES).
    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);

    [StructLayout(LayoutKind.Sequential)]
    private struct SchedulingAttributes
    {
        public uint Size;
        public uint Policy;
        public ulong Flags;
        public int Nice;
        public uint Priority;
        public ulong Runtime;
        public ulong Deadline;
        public ulong Period;
    }
}
