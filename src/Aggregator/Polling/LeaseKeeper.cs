using Aggregator.Storage;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling;

/// <summary>Renews what we hold in a database that daemons share, several times in the length of a lease, and gives it back at the end.</summary>
internal sealed partial class LeaseKeeper(Database database, TimeProvider time, ILogger<LeaseKeeper> logger)
{
    /// <summary>So many renewals may fail in a row before anything is lost.</summary>
    private const int Renewals = 4;

    /// <summary>Until it is stopped. Ends at once where nothing is shared.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (database.Leases is not { } leases)
            return;
        Try(() => leases.Renew(time.GetUtcNow()));
        using var timer = new PeriodicTimer(leases.Duration / Renewals, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
                Try(() => leases.Renew(time.GetUtcNow()));
        }
        catch (OperationCanceledException)
        {
            Try(() =>
            {
                leases.Leave();
                return 0;
            });
        }
    }

    private void Try(Func<int> renew)
    {
        try
        {
            var lost = renew();
            if (lost > 0)
                LogLost(lost);
        }
        catch (Exception e)
        {
            // The boundary of one renewal: the next one may go through.
            LogFailed(database.Explain(e));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Hosts} hosts were taken over by other daemons: we gave no sign of life for longer than Storage:Lease")]
    private partial void LogLost(int hosts);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leases of hosts could not be renewed: {Reason}")]
    private partial void LogFailed(string reason);
}
