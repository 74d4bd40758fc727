using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Aggregator.Commands.Hosting;

/// <summary>
/// <c>14:07:31 warn  Some feed: the server answered 500; next in 10m</c>. One event is one line: whatever a publisher writes into a title
/// cannot start a new one or speak to the terminal.
/// </summary>
internal sealed class TextLineFormatter(IOptions<TextLineStyle> options, TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";
    private const string Reset = "\e[0m";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var (word, color) = logEntry.LogLevel switch
        {
            LogLevel.Trace or LogLevel.Debug => ("debug", "\e[90m"),
            LogLevel.Information => ("info ", "\e[32m"),
            LogLevel.Warning => ("warn ", "\e[33m"),
            _ => ("error", "\e[31m"),
        };
        textWriter.Write(time.GetLocalNow().ToString("HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(options.Value.Colored ? $"{color}{word}{Reset} " : $"{word} ");
        WriteSafely(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        textWriter.Write('\n');
        if (logEntry.Exception is { } exception)
            textWriter.Write($"{exception}\n");
    }

    private static void WriteSafely(TextWriter writer, string text)
    {
        foreach (var character in text)
            writer.Write(IsCommand(character) ? ' ' : character);
    }

    /// <summary>Control characters, line and paragraph separators, and what turns the direction of writing.</summary>
    private static bool IsCommand(char character) =>
        char.IsControl(character) || character is '\u2028' or '\u2029' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
