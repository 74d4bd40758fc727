using System.Text.Json;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>Consumers follow the changes by cursor while the daemon that writes them dies again and again.</summary>
public sealed class ConsumersTests(ITestOutputHelper output)
{
    private const int Feeds = 192;
    private const int Entries = 20;
    private const int Kills = 3;
    private readonly Journal<int> _reads = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Concurrent_consumers_see_every_change_exactly_once_by_number_under_kill_9(int seed)
    {
        await using var origin = await Origin.StartAsync(16);
        origin.Add(Feeds, (number, host) => new(number, host, Validation.ETag, Entries) { Delay = TimeSpan.FromMilliseconds(600) });
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", origin.Feeds.Select(feed => feed.Url));
        // So that there is a store to look into.
        var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "apply");
        Assert.True(exitCode == 0, text);

        using var ended = new CancellationTokenSource();
        var consumers = Enumerable.Range(0, 3).Select(_ => ConsumeAsync(workspace, ended.Token)).ToArray();
        var random = new Random(seed);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = _reads.Snapshot().Count;
            await using var daemon = AggregatorProcess.StartIn(workspace, "run");
            // Answers come slowly, so that it dies with most of its work before it, and a little after somebody has seen some of it.
            await _reads.CountAsync(before + 1, Deadline.In(60));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 300)), TimeProvider.System, TestContext.Current.CancellationToken);
            await daemon.KillAsync();
        }
        (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "poll", "--all");
        Assert.True(exitCode == 0, text);
        await ended.CancelAsync();

        foreach (var seen in await Task.WhenAll(consumers))
        {
            output.WriteLine($"reads that brought changes: {string.Join(' ', seen.Sizes)}");
            Assert.Equal(Enumerable.Range(1, seen.Changes.Count).Select(n => (long)n), seen.Changes.Select(c => c.Number));
            var created = seen.Changes.Where(c => c.Kind == "created").ToList();
            Assert.Equal(Feeds * Entries, created.Count);
            Assert.Equal(Feeds * Entries, created.Select(c => c.Article).Distinct().Count());
        }
        Assert.True(_reads.Snapshot().Count > Kills, "Nobody read while the daemon was dying.");
    }

    // A consumer as operators write them: what lies behind the cursor, and the cursor moves to the last number; once more when all is quiet.
    private async Task<Seen> ConsumeAsync(Workspace workspace, CancellationToken ended)
    {
        var seen = new Seen([], []);
        for (var isLast = false; !isLast;)
        {
            isLast = ended.IsCancellationRequested;
            var cursor = seen.Changes.Count == 0 ? 0 : seen.Changes[^1].Number;
            var (exitCode, text) = await AggregatorProcess.RunAsync(workspace, "export", "--since", $"{cursor}", "--format", "jsonl");
            Assert.True(exitCode == 0, text);
            var lines = text.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).ToList();
            seen.Changes.AddRange(lines.Select(line => new Change(line.GetProperty("number").GetInt64(), line.GetProperty("kind").GetString()!, line.GetProperty("articleId").GetInt64())));
            if (lines.Count == 0)
                continue;
            seen.Sizes.Add(lines.Count);
            _reads.Add(lines.Count);
        }
        return seen;
    }

    private sealed record Change(long Number, string Kind, long Article);

    private sealed record Seen(List<Change> Changes, List<int> Sizes);
}
