using Aggregator.Storage;
using CsCheck;

namespace Aggregator.Tests.Storage;

public sealed class FairTurnsTests
{
    /// <summary>Hosts by number; host 0 has a rule of its own.</summary>
    private static int Allowed(string host) => host == "0" ? 1 : 3;

    [Fact]
    public void All_hosts_first_feeds_come_before_any_hosts_second_whatever_is_due() =>
        Gen.Select(Gen.Int[0, 6].Select(host => $"{host}").List[0, 60], Gen.Int[0, 20]).Sample((hosts, limit) =>
        {
            var expected = hosts.Index().GroupBy(feed => feed.Item)
                .SelectMany(host => host.Take(Allowed(host.Key)).Select((feed, place) => (Feed: feed.Index, Place: place)))
                .OrderBy(feed => feed.Place).ThenBy(feed => feed.Feed)
                .Select(feed => (long)feed.Feed).Take(limit);
            var turns = new FairTurns(limit, Allowed);
            foreach (var (id, host) in hosts.Index())
            {
                // Whoever stops there misses nothing.
                if (turns.IsComplete)
                    break;
                turns.Add(id, host);
            }
            Assert.Equal(expected, turns.Chosen.Select(feed => feed.Id));
        });

    [Fact]
    public void Hosts_that_have_all_they_may_are_named()
    {
        var turns = new FairTurns(10, Allowed);
        foreach (var (id, host) in new[] { "0", "1", "1", "2", "1", "0" }.Index())
            turns.Add(id, host);
        Assert.Equal(["0", "1"], turns.Full.Order(StringComparer.Ordinal));
    }
}
