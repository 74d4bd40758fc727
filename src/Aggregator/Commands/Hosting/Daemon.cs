using System.Data.Common;
using System.Runtime.InteropServices;
using Aggregator.Configuration;
using Aggregator.Outputs;
using Aggregator.Outputs.Access;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aggregator.Commands.Hosting;

/// <summary>Builds the host of <c>run</c> and runs it to its end.</summary>
internal static partial class Daemon
{
    /// <summary>0 when it stopped cleanly, 1 when the deadline cut polls or it could not start.</summary>
    /// <param name="workplace">Where it works.</param>
    /// <param name="lists">Reads them; null after it was said what is wrong with them.</param>
    /// <param name="database">Opened and migrated.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<int> RunAsync(Workplace workplace, Task<Catalog?> lists, Database database, CancellationToken cancellation)
    {
        try
        {
            return await StartAndWaitAsync(workplace, lists, database, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (DatabaseFault(e) is { } fault)
        {
            Terminal.Error(database.Explain(fault));
            return 1;
        }
    }

    private static async Task<int> StartAndWaitAsync(Workplace workplace, Task<Catalog?> lists, Database database, CancellationToken cancellation)
    {
        if (new ListenRule(workplace.Settings.Http).Refusal(new ApiKeyStore(database).List().Count > 0) is { } refusal)
        {
            Terminal.Error(refusal);
            return 1;
        }
        var app = Build(workplace, () => lists.Result!, database);
        await using (app.ConfigureAwait(false))
        {
            if (await lists.ConfigureAwait(false) is null)
                return 1;
            var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Aggregator.Daemon");
            using var hangup = OnHangup(app.Services.GetRequiredService<CatalogWatcher>());
            try
            {
                await app.StartAsync(cancellation).ConfigureAwait(false);
            }
            catch (IOException e)
            {
                // Kestrel's word for an address that is taken or not ours.
                Terminal.Error($"{e.Message} Set Http:Urls to a free address, or to nothing for none.");
                return 1;
            }
            foreach (var url in app.Urls)
                LogListening(logger, url);
            LogStarted(logger, database.Name);
            await app.WaitForShutdownAsync(cancellation).ConfigureAwait(false);
            return app.Services.GetRequiredService<ShutdownResult>().Clean ? 0 : 1;
        }
    }

    /// <summary>Quartz wraps what the driver says.</summary>
    private static DbException? DatabaseFault(Exception? e)
    {
        while (e is not null and not DbException)
            e = e.InnerException;
        return e as DbException;
    }

    private static WebApplication Build(Workplace workplace, Func<Catalog> catalog, Database database)
    {
        var settings = workplace.Settings;
        // Empty: our own configuration has been read and checked; nothing else may change the daemon.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "aggregator" });
        builder.Logging.AddLines(settings.Logging, toStandardError: false, isTraced: settings.Tracing.Endpoint is not null);
        builder.Services.AddWayOfTheData(workplace, catalog, database).AddScheduling(settings).AddOutputs(settings);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Polling.ShutdownDeadline + TimeSpan.FromSeconds(10));
        builder.Services.AddRoutingCore();
        var urls = settings.Http.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0)
            builder.WebHost.UseServer(new NoServer());
        else
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls);

        var app = builder.Build();
        if (urls.Length > 0)
        {
            app.UseRouting();
            app.MapOutputs();
        }
        return app;
    }

    /// <summary>An unhandled SIGHUP would end the process.</summary>
    private static PosixSignalRegistration OnHangup(CatalogWatcher watcher) => PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
    {
        signal.Cancel = true;
        watcher.RequestReload();
    });

    [LoggerMessage(Level = LogLevel.Information, Message = "Health: {Url}/health/ready")]
    private static partial void LogListening(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Information, Message = "Started; articles go to {Path}")]
    private static partial void LogStarted(ILogger logger, string path);
}
