using Aggregator.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Aggregator.Commands.Hosting;

/// <summary>Log lines: readable on a terminal, JSON otherwise or by setting.</summary>
internal static class LineLogging
{
    public static void AddLines(this ILoggingBuilder logging, LoggingOptions options, bool toStandardError, bool isTraced = false)
    {
        var redirected = toStandardError ? System.Console.IsErrorRedirected : System.Console.IsOutputRedirected;
        var json = options.Format == LogFormat.Json || (options.Format == LogFormat.Auto && redirected);
        logging.SetMinimumLevel(options.Level);
        // The frameworks' own chatter; their warnings are worth reading.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        if (isTraced)
            logging.Configure(factory => factory.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        logging.AddConsole(console =>
        {
            console.FormatterName = json ? ConsoleFormatterNames.Json : TextLineFormatter.FormatterName;
            console.LogToStandardErrorThreshold = toStandardError ? LogLevel.Trace : LogLevel.None;
        });
        // Not AddConsoleFormatter, which would also bind the style to a configuration that is empty here, by reflection.
        logging.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, TextLineFormatter>());
        logging.Services.Configure<TextLineStyle>(text => text.Colored = !redirected && Environment.GetEnvironmentVariable("NO_COLOR") is null);
        logging.Services.Configure<JsonConsoleFormatterOptions>(lines =>
        {
            lines.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            lines.UseUtcTimestamp = true;
            // Lines of a trace carry its id.
            lines.IncludeScopes = isTraced;
        });
    }
}
