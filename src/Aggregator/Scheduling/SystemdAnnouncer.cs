using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Aggregator.Scheduling;

/// <summary>
/// Tells the service manager when the daemon is ready and when it stops (<c>sd_notify(3)</c>). Only where <c>NOTIFY_SOCKET</c> is set, which is
/// all that a service manager promises; the parent's name, by which the hosting package decides, is not.
/// </summary>
internal sealed class SystemdAnnouncer(ISystemdNotifier notifier, IHostApplicationLifetime lifetime) : IHostedService
{
    public static bool IsWanted => Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is { Length: > 0 };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => notifier.Notify(ServiceState.Ready));
        lifetime.ApplicationStopping.Register(() => notifier.Notify(ServiceState.Stopping));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
