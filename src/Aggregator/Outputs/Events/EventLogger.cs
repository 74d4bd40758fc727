using Aggregator.Configuration;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

/// <summary>Of one category. Feed and host are told by the names of a message's values.</summary>
internal sealed class EventLogger(EventRing ring, TimeProvider time, string category) : ILogger
{
    private const int Longest = 2000;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Information and < LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var (feed, host) = Subjects(state as IReadOnlyList<KeyValuePair<string, object?>>);
        var message = formatter(state, exception);
        if (exception is not null)
            message = $"{message}: {exception.GetType().Name}: {exception.GetBaseException().Message}";
        ring.Add(time.GetUtcNow(), logLevel, category, OneLine(message), feed, host);
    }

    private static (string? Feed, string? Host) Subjects(IReadOnlyList<KeyValuePair<string, object?>>? values)
    {
        string? feed = null, url = null, host = null;
        for (var i = 0; i < values?.Count; i++)
        {
            if (values[i].Value is not string text)
                continue;
            switch (values[i].Key)
            {
                case "Feed":
                    feed = text;
                    break;
                case "Url":
                    url = text;
                    break;
                case "Host":
                    host = text;
                    break;
            }
        }
        // A feed without a title is called by its URL.
        return (feed ?? Shown(url), host ?? HostOf(url) ?? HostOf(feed));
    }

    private static string? Shown(string? url) => url is null ? null : Redactor.Url(url);

    private static string? HostOf(string? text) =>
        text?.Contains("://", StringComparison.Ordinal) == true && Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host : null;

    /// <summary>Whatever a publisher writes into a title stays on its line.</summary>
    private static string OneLine(string text) => string.Create(Math.Min(text.Length, Longest), text, (line, source) =>
    {
        for (var i = 0; i < line.Length; i++)
            line[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
    });
}
