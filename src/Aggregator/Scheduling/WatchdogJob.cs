using Microsoft.Extensions.Hosting.Systemd;
using Quartz;

namespace Aggregator.Scheduling;

/// <summary>Tells systemd that the daemon is well (<c>sd_notify(3)</c>, <c>WATCHDOG=1</c>). A scheduler that stands still does not, and is restarted.</summary>
[DisallowConcurrentExecution]
internal sealed class WatchdogJob(ISystemdNotifier notifier) : IJob
{
    /// <summary>Half of the time that systemd allows, or null when it does not watch.</summary>
    public static TimeSpan? Interval => SystemdAnnouncer.IsWanted
        && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds) / 2
            : null;

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        notifier.Notify(new ServiceState("WATCHDOG=1"));
        return ValueTask.CompletedTask;
    }
}
