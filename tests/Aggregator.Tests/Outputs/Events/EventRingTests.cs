using Aggregator.Outputs.Events;
using Aggregator.Tests.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Outputs.Events;

public sealed partial class EventRingTests
{
    private readonly EventRing _ring = new();
    private readonly FakeTimeProvider _time = new(TestPolls.Noon);

    [Fact]
    public void Warnings_stay_however_much_is_said_after_them()
    {
        var logger = Logger("Aggregator.Polling.PollReporter");
        LogFailed(logger, "Some feed", "the server answered 500");
        for (var i = 0; i < EventRing.MostInformation + 10; i++)
            LogBrought(logger, "Busy feed", i);
        var all = _ring.Last(new EventFilter(), int.MaxValue);
        Assert.Equal(EventRing.MostInformation + 1, all.Count);
        Assert.Equal("Busy feed: 4105", all[0].Message);
        Assert.Equal(new LoggedEvent(1, TestPolls.Noon, LogLevel.Warning, "Polling.PollReporter", "Some feed: the server answered 500", "Some feed", null), all[^1]);
    }

    [Fact]
    public void Events_are_found_by_level_text_feed_host_and_place()
    {
        var (logger, other) = (Logger("Aggregator.Polling.PollReporter"), Logger("Other"));
        LogBrought(logger, "Some feed", 3);
        LogFailed(logger, "https://b.example/feed", "no such host");
        LogVisit(other, "c.example:443");
        LogStored(other, "https://d.example/feed?token=hidden");
        Assert.Equal([4, 3, 2], Found(new EventFilter { Least = LogLevel.Warning }));
        Assert.Equal([4, 3], Found(new EventFilter { Least = LogLevel.Error }));
        Assert.Equal([2], Found(new EventFilter { Words = "NO SUCH" }));
        Assert.Equal([4, 3], Found(new EventFilter { Words = "other" }));
        Assert.Equal([1], Found(new EventFilter { Feed = "some" }));
        Assert.Equal([2], Found(new EventFilter { Host = "b.example" }));
        Assert.Equal([3], Found(new EventFilter { Host = "c.example" }));
        Assert.Equal([4], Found(new EventFilter { Host = "d.example" }));
        Assert.Equal([2, 1], Found(new EventFilter { Before = 3 }));
        Assert.Equal("https://d.example/feed?token=***", _ring.Last(new EventFilter { Host = "d.example" }, 1)[0].Feed);
    }

    [Fact]
    public void An_exception_is_told_by_kind_and_reason_and_stays_on_its_line()
    {
        var logger = Logger("Aggregator.Daemon");
        LogBroken(logger, new InvalidOperationException("outer", new IOException("no space\nleft \u2028on the device")));
        Assert.Equal("It broke: InvalidOperationException: no space left  on the device", Assert.Single(_ring.Last(new EventFilter(), 10)).Message);
    }

    [Fact]
    public void Debugging_is_not_kept()
    {
        var logger = Logger("Aggregator.Daemon");
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        LogNothing(logger);
        Assert.Empty(_ring.Last(new EventFilter(), 10));
    }

    private ILogger Logger(string category)
    {
        using var recorder = new EventRecorder(_ring, _time);
        return recorder.CreateLogger(category);
    }

    private IEnumerable<long> Found(EventFilter filter) => _ring.Last(filter, 10).Select(line => line.Number);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Feed}: {Entries}")]
    private static partial void LogBrought(ILogger logger, string feed, int entries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Feed}: {Reason}")]
    private static partial void LogFailed(ILogger logger, string feed, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A visit to {Host} failed")]
    private static partial void LogVisit(ILogger logger, string host);

    [LoggerMessage(Level = LogLevel.Error, Message = "The poll could not be stored: {Url}")]
    private static partial void LogStored(ILogger logger, string url);

    [LoggerMessage(Level = LogLevel.Error, Message = "It broke")]
    private static partial void LogBroken(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Nothing")]
    private static partial void LogNothing(ILogger logger);
}
