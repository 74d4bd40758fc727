using System.Text;
using System.Text.Json;
using Aggregator.Commands.Status;
using Aggregator.Configuration;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Storage.Reading.Status;
using Spectre.Console;

namespace Aggregator.Tests.Commands.Status;

/// <summary>What stands on the screen, and in JSON.</summary>
public sealed class StatusViewTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Everything_is_said_in_words()
    {
        var text = Rendered(Status(), 40);
        Assert.Contains("2 things need a human, 1 could be better  2026-03-01 12:00:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("process 77", text, StringComparison.Ordinal);
        Assert.Contains("4 polled: 3 healthy, 1 gone; 2 due, the longest for 1m30s", text, StringComparison.Ordinal);
        Assert.Contains("1,200 new in the last 24 h (0 in the 24 h before), 0 updated", text, StringComparison.Ordinal);
        Assert.Contains("not modified (304) 75 %, failed 25 %", text, StringComparison.Ordinal);
        Assert.Contains("a.example for 5m more (3 feeds): 429 [slow down]", text, StringComparison.Ordinal);
        Assert.Contains("optimize: 2026-03-01 04:17, disk full; next 2026-03-02 04:17", text, StringComparison.Ordinal);
        Assert.Contains("Old [feed] (feed 9): gone by its publisher's word", text, StringComparison.Ordinal);
        Assert.Contains("→ take it out of the list", text, StringComparison.Ordinal);
        Assert.DoesNotContain("backup", text, StringComparison.Ordinal);
        Assert.DoesNotContain("more\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_needs_a_human_is_cut_to_the_screen_and_the_rest_counted()
    {
        var text = Rendered(Status(), 17);
        Assert.Contains("job optimize", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Old [feed]", text, StringComparison.Ordinal);
        Assert.Contains("and 2 more", text, StringComparison.Ordinal);
        Assert.InRange(text.TrimEnd().Split('\n').Length, 1, 17);
    }

    [Fact]
    public void Nobody_who_polls_is_said_and_so_is_an_empty_day()
    {
        var status = Status();
        var empty = status with { Daemon = null, Summary = status.Summary with { Day = new PeriodSummary(), Held = 0, HeldHosts = [], NeedsHuman = [], NeedsHumanCount = 0, UrgentCount = 0 } };
        var text = Rendered(empty, 40);
        Assert.StartsWith("All right ", text, StringComparison.Ordinal);
        Assert.Contains("none runs", text, StringComparison.Ordinal);
        Assert.Contains("no dated article", text, StringComparison.Ordinal);
        Assert.Contains("none is left alone", text, StringComparison.Ordinal);
        Assert.DoesNotContain("What needs a human", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_read_the_same()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            StatusJson.Write(writer, Status());
        using var json = JsonDocument.Parse(buffer.ToArray());
        var root = json.RootElement;
        Assert.False(root.GetProperty("allRight").GetBoolean());
        Assert.Equal((1, 90, 2), (root.GetProperty("feeds").GetProperty("byHealth").GetProperty("gone").GetInt32(), root.GetProperty("feeds").GetProperty("longestDue").GetInt32(), root.GetProperty("urgentCount").GetInt32()));
        Assert.Equal((0.75, 3), (root.GetProperty("last24Hours").GetProperty("notModifiedShare").GetDouble(), root.GetProperty("last24Hours").GetProperty("byOutcome").GetProperty("notModified").GetInt32()));
        Assert.Equal("disk full", root.GetProperty("jobs")[0].GetProperty("lastFailure").GetString());
        Assert.Equal(["job", "feed", "feed"], root.GetProperty("needsHuman").EnumerateArray().Select(need => need.GetProperty("kind").GetString()));
        Assert.Equal(9, root.GetProperty("needsHuman")[1].GetProperty("feed").GetInt32());
    }

    private static ShownStatus Status() => new(
        new StatusSummary
        {
            At = Noon,
            Feeds = new FeedCounts { ByHealth = new Dictionary<string, long> { ["healthy"] = 3, ["gone"] = 1 } },
            Due = 2,
            LongestDue = TimeSpan.FromSeconds(90),
            Hours = [.. Enumerable.Range(0, 48).Select(hour => new HourSummary { Start = Noon.AddHours(hour - 47), Created = hour })],
            Day = new PeriodSummary { Created = 1200, PollCount = 4, Polls = new Dictionary<PollOutcome, long> { [PollOutcome.NotModified] = 3, [PollOutcome.Failed] = 1 } },
            DayBefore = new PeriodSummary(),
            Held = 1,
            HeldHosts = [new HeldHost { Host = "a.example:443", Until = Noon.AddMinutes(5), Why = "429 [slow down]", Feeds = 3 }],
            Jobs = new Dictionary<string, JobRun> { ["optimize"] = new() { Name = "optimize", StartedAt = Noon.AddHours(-8).AddMinutes(17), Failure = "disk full" } },
            NeedsHuman =
            [
                new Attention(AttentionKind.Job, "optimize", "its last run failed: disk full", "see the log"),
                new Attention(AttentionKind.Feed, "Old [feed]", "gone by its publisher's word", "take it out of the list") { FeedId = 9 },
                new Attention(AttentionKind.Feed, "Travelled", "moved to https://c.example/", "plan") { FeedId = 10, IsUrgent = false },
            ],
            NeedsHumanCount = 3,
            UrgentCount = 2,
        },
        "process 77",
        JobCalendar.Of(new JobsOptions()));

    private static string Rendered(ShownStatus status, int height)
    {
        var text = new StringWriter(new StringBuilder());
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        console.Profile.Width = 200;
        console.Write(StatusView.Of(status, height));
        return text.ToString();
    }
}
