using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Parsing.Slices;
using Aggregator.Polling;
using Aggregator.Storage;
using CsCheck;

namespace Aggregator.Tests.Polling;

public sealed class DocumentMemoryTests
{
    /// <summary>Some alike in guid, link or both, one without a guid, one whose date has to be noted, one that needs repair.</summary>
    private static readonly string[] Entries =
    [
        Entry("1", "1"), Entry("2", "2"), Entry("3", "3"), Entry("1", "4"), Entry("5", "2"), "<item><title>no guid</title><link>https://example.org/6</link></item>",
        "<item><title>odd</title><guid>7</guid><pubDate>the other day</pubDate></item>", "<item><title>a &nbsp; b</title><guid>8</guid></item>", Entry("1", "1") + " ",
    ];

    [Fact]
    public void A_feed_that_remembers_its_last_document_goes_through_life_like_one_that_reads_everything()
    {
        var skipped = 0;
        Gen.Frequency((6, Gen.Int[0, 3]), (1, Gen.Int[0, Entries.Length - 1])).List[0, 6].List[2, 6].Sample(documents =>
        {
            var (one, other) = (new FeedLife(), new FeedLife());
            foreach (var document in documents)
            {
                var body = $"<rss version='2.0'><channel><title>{documents.IndexOf(document)}</title>{string.Concat(document.Select(e => Entries[e]))}</channel></rss>";
                var remembered = DocumentMemory.Read(one.State.DocumentMemory).Keys.Length;
                other.Feed = other.Feed with { State = other.State with { DocumentMemory = null } };
                Assert.Equal(Shown(other.Visit(FeedLife.Document(body))), Shown(one.Visit(FeedLife.Document(body))));
                if (remembered > 0)
                    Interlocked.Increment(ref skipped);
            }
        }, iter: 3_000);
        Assert.True(skipped > 1_000, $"only {skipped} visits had something to remember");
    }

    [Fact]
    public void What_it_remembers_comes_back_from_its_bytes()
    {
        var memory = new DocumentMemory(new EntrySlices(Hash128.Of("roof"), [Hash128.Of("a"), default]), [new EntryKeys(1, 2), new EntryKeys(0, ulong.MaxValue)]);
        var read = DocumentMemory.Read(memory.Write());
        Assert.Equal(memory.Slices.Context, read.Slices.Context);
        Assert.Equal(memory.Keys, read.Keys);
        Assert.Equal(memory.Slices.Hashes, read.Slices.Hashes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(40)]
    public void Bytes_that_are_none_of_its_own_are_nothing_to_remember(int length) => Assert.Empty(DocumentMemory.Read(new byte[length]).Keys);

    [Fact]
    public void Of_a_long_document_it_remembers_the_newest_entries()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", [.. Enumerable.Range(0, 300)])));
        Assert.Equal(128, DocumentMemory.Read(life.State.DocumentMemory).Keys.Length);
        var poll = life.Visit(FeedLife.Document(FeedLife.Rss("", [.. Enumerable.Range(-1, 301)])));
        Assert.Equal((301, 1, 301), (poll.Entries, poll.Sightings.Length, poll.State.Fingerprints.Count));
    }

    [Fact]
    public void Where_fingerprints_were_taken_away_everything_is_read()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Document(FeedLife.Rss("", 1, 2)));
        life.Feed = life.Feed with { State = life.State with { Fingerprints = [], BodyHash = null } };
        Assert.Equal(2, life.Visit(FeedLife.Document(FeedLife.Rss("", 1, 2))).Sightings.Length);
    }

    private static string Entry(string guid, string link) => $"<item><title>{guid} {link}</title><guid isPermaLink='false'>{guid}</guid><link>https://example.org/{link}</link></item>";

    private static string Shown(CompletedPoll poll) => string.Join('\n', (string[])
    [
        $"{poll.Outcome} {poll.Entries} {poll.Reason} {poll.Diagnostics} {poll.Header} {poll.Suspected is not null} {poll.State.NextPollAt:O} {poll.State.BodyHash}",
        string.Join(' ', poll.State.Fingerprints),
        Convert.ToHexString(poll.State.History ?? []),
        .. poll.Sightings.Select(s => $"{s.Draft.RevisionFingerprint} {string.Join(' ', s.Keys)} {s.GuidRepeated} {s.LinkRepeated} {s.Keys.Select(key => poll.Document!.Contains(key)).All(c => c)}"),
        string.Join(' ', Entries.Select((_, n) => poll.Document?.Contains(ArticleKey.OfGuid($"{n}")))),
    ]);
}
