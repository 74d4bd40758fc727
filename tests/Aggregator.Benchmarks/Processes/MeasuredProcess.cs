using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aggregator.Benchmarks.Processes;

/// <summary>
/// Runs a program to its end and measures it. CPU time is the kernel's account of children that ended, so it is exact; the peak of memory is looked at
/// every few milliseconds, since the kernel counts a child's from before it became another program.
/// </summary>
internal static class MeasuredProcess
{
    private const int Children = -1;

    public static async Task<Measurement> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        var before = Usage();
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(10))
            peak = Math.Max(peak, ProcessMemory.Of(process.Id).Peak);
        var wall = clock.Elapsed.TotalSeconds;
        var text = await output;
        var after = Usage();
        return new Measurement(process.ExitCode, wall, after.User - before.User, after.System - before.System, peak, text);
    }

    private static (double User, double System) Usage()
    {
        var usage = new ResourceUsage();
        if (GetResourceUsage(Children, ref usage) != 0)
            throw new PlatformNotSupportedException("getrusage");
        return (usage.UserSeconds + (usage.UserMicroseconds / 1e6), usage.SystemSeconds + (usage.SystemMicroseconds / 1e6));
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetResourceUsage(int who, ref ResourceUsage usage);

    /// <summary><c>struct rusage</c> of 64-bit Linux: two times, then fourteen numbers that are not read.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public long UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
    }
}
