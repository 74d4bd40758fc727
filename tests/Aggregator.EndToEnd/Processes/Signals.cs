using System.Runtime.InteropServices;

namespace Aggregator.EndToEnd.Processes;

/// <summary>What .NET has no call for: to ask a process, rather than to kill it.</summary>
internal static class Signals
{
    /// <summary>SIGHUP on every Unix.</summary>
    public const int HangUp = 1;

    /// <summary>SIGTERM on every Unix.</summary>
    public const int Terminate = 15;

    /// <summary>SIGSTOP on Linux.</summary>
    public const int Stop = 19;

    /// <summary>SIGCONT on Linux.</summary>
    public const int Continue = 18;

    public static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
            throw new InvalidOperationException($"Signal {signal} could not be sent to process {process}: error {Marshal.GetLastPInvokeError()}.");
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
