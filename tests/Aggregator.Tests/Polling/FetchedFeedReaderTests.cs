using System.Text;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;
using Aggregator.Polling;
using Aggregator.Polling.Adaptive;
using Aggregator.Scheduling;
using Aggregator.Storage;
using Aggregator.Tests.Configuration.Rules;
using Microsoft.Extensions.Time.Testing;

namespace Aggregator.Tests.Polling;

public sealed class FetchedFeedReaderTests
{
    private const string Url = "https://example.org/feed";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Validators Fresh = new("\"2\"", null);
    private readonly FetchedFeedReader _reader = new(
        new FeedParser(), new Normalizer(), new PollConclusion(new PollPlanner(new PollingOptions(), CronSchedule.Reader, new PollPrice(new PollingOptions())), new HostBudgets(new PollingOptions())),
        new PollingOptions(), new FakeTimeProvider(Now));

    [Fact]
    public void A_304_reads_nothing_and_keeps_what_is_known()
    {
        var before = Read(null, Body(1, 2)).State;
        var poll = Poll(before, new FetchOutcome.NotModified(Fresh) { Status = 304 });
        Assert.Equal((PollOutcome.NotModified, 0), (poll.Outcome, poll.Sightings.Length));
        Assert.Equal((Fresh, before.BodyHash, before.Fingerprints), (poll.State.Validators, poll.State.BodyHash, poll.State.Fingerprints));
    }

    [Fact]
    public void The_same_body_is_not_parsed_but_its_validators_are_taken_over()
    {
        var poll = Read(Read(null, Body(1, 2)).State, Body(1, 2), Fresh);
        Assert.Equal((PollOutcome.SameBody, Fresh, (FeedHeader?)null), (poll.Outcome, poll.State.Validators, poll.Header));
    }

    [Fact]
    public void Other_bytes_with_the_same_entries_bring_no_sightings()
    {
        var poll = Read(Read(null, Body(1, 2)).State, Body(1, 2) + "<!-- rendered in 12 ms -->");
        Assert.Equal((PollOutcome.SameEntries, 0, 2), (poll.Outcome, poll.Sightings.Length, poll.Entries));
    }

    [Fact]
    public void Only_entries_that_the_last_document_did_not_have_are_cleaned_and_the_oldest_comes_first()
    {
        var poll = Read(Read(null, Body(2, 1)).State, Body(4, 3, 2, 1));
        Assert.Equal(PollOutcome.Changed, poll.Outcome);
        Assert.Equal(["3", "4"], poll.Sightings.Select(s => s.Draft.Guid));
    }

    [Fact]
    public void A_feed_that_is_empty_for_a_while_brings_nothing_when_it_is_full_again()
    {
        var empty = Read(Read(null, Body(2, 1)).State, Body());
        Assert.Equal(PollOutcome.SameEntries, empty.Outcome);
        Assert.Equal(PollOutcome.SameEntries, Read(empty.State, Body(2, 1) + "\n").Outcome);
    }

    [Fact]
    public void A_page_instead_of_a_feed_is_a_failure_that_leaves_everything_as_it_was()
    {
        var before = Read(null, Body(1)).State;
        var poll = Read(before, "<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon</body></html>", Fresh);
        Assert.Equal((PollOutcome.Failed, FailureClass.NotAFeed, 1), (poll.Outcome, poll.State.FailureClass, poll.State.Failures));
        Assert.Equal((before.Validators, before.BodyHash, before.Fingerprints), (poll.State.Validators, poll.State.BodyHash, poll.State.Fingerprints));
    }

    [Fact]
    public void A_document_that_ends_early_gives_what_it_has_and_is_asked_for_again()
    {
        var before = Read(null, Body(1)).State;
        var whole = Body(3, 2, 1);
        var poll = Read(before, whole[..whole.LastIndexOf("<guid>1</guid>", StringComparison.Ordinal)], Fresh);
        Assert.Contains("ends early", poll.Reason, StringComparison.Ordinal);
        Assert.Contains("3", poll.Sightings.Select(s => s.Draft.Guid));
        Assert.Equal((before.Validators, before.BodyHash), (poll.State.Validators, poll.State.BodyHash));
    }

    [Fact]
    public void Wherever_a_document_ends_no_entry_is_taken_by_half()
    {
        var whole = "<rss version='2.0'><channel><title>T</title>"
            + string.Concat(Enumerable.Range(1, 3).Select(n => $"<item><title>Title {n}</title><link>https://example.org/{n}</link><guid>{n}</guid><description>&lt;b>Text {n}&lt;/b></description></item>"))
            + "</channel></rss>";
        var entries = Read(null, whole).Sightings.Select(s => s.Draft.RevisionFingerprint).ToHashSet();
        Assert.Equal(3, entries.Count);
        for (var length = whole.IndexOf("<item>", StringComparison.Ordinal); length < whole.Length; length++)
        {
            var poll = Read(null, whole[..length]);
            var complete = whole[..length].Split("</item").Length - 1;
            Assert.True(poll.Sightings.Length == complete, $"{poll.Sightings.Length} of {complete} in: {whole[..length]}");
            Assert.All(poll.Sightings, s => Assert.Contains(s.Draft.RevisionFingerprint, entries));
        }
    }

    [Fact]
    public void A_success_after_failures_clears_them()
    {
        var failed = Poll(Read(null, Body(1)).State, new FetchOutcome.Failed(FailureClass.Timeout, "too slow")).State;
        Assert.Equal(("too slow", 1), (failed.FailureReason, failed.Failures));
        var poll = Read(failed, Body(2, 1));
        Assert.Equal((0, null, null), (poll.State.Failures, poll.State.FailureClass, poll.State.FailureReason));
    }

    [Fact]
    public void A_429_holds_the_host_for_as_long_as_it_asks()
    {
        var hints = new FreshnessHints(TimeSpan.FromHours(3), null);
        var poll = Poll(null, new FetchOutcome.Failed(FailureClass.TooManyRequests, "429") { Status = 429, Hints = hints });
        Assert.Equal(new HostHold("example.org:443", Now.AddHours(3), true, "429", 1), poll.HostHold);
    }

    [Fact]
    public void A_ttl_of_the_document_still_counts_at_the_next_304()
    {
        var before = Read(null, Body(1).Replace("<channel>", "<channel><ttl>600</ttl>", StringComparison.Ordinal)).State;
        Assert.Equal(Now.AddMinutes(600), Poll(before, new FetchOutcome.NotModified(Fresh)).State.NextPollAt);
    }

    [Fact]
    public void What_another_reader_knew_is_read_again()
    {
        var before = Read(null, Body(1)).State with { ParserVersion = FetchedFeedReader.ReaderVersion - 1 };
        Assert.Equal((PollOutcome.Changed, 1), (Read(before, Body(1)).Outcome, Read(before, Body(1)).Sightings.Length));
    }

    [Fact]
    public void Keep_and_drop_rules_decide_what_is_seen_at_all()
    {
        var drop = WrittenRules.Rule("{title: '/entry [23]/'}");
        var keep = WrittenRules.Rule("{any: '/entry [12]/'}");
        var poll = Read(null, Body(3, 2, 1), definition: Definition with { Drop = [drop], Keep = [keep] });
        Assert.Equal(["1"], poll.Sightings.Select(s => s.Draft.Guid));
    }

    private static FeedDefinition Definition => new() { Url = Url, Location = new SourceLocation("list.yaml", 1, 1) };

    private static string Body(params int[] entries) =>
        "<rss version=\"2.0\"><channel><title>Feed</title>"
        + string.Concat(entries.Select(n => $"<item><title>Entry {n}</title><guid>{n}</guid><link>https://example.org/{n}</link></item>"))
        + "</channel></rss>";

    private CompletedPoll Read(FeedState? before, string body, Validators? validators = null, FeedDefinition? definition = null) => Poll(
        before,
        new FetchOutcome.Fetched(new Document { Body = Encoding.UTF8.GetBytes(body), Url = new Uri(Url) }, validators ?? new Validators("\"1\"", null)) { Status = 200 },
        definition);

    private CompletedPoll Poll(FeedState? before, FetchOutcome outcome, FeedDefinition? definition = null)
    {
        var state = before ?? new FeedState { NextPollAt = Now, NextPollWhy = "new" };
        var feed = new DueFeed { Id = 1, Url = Url, Host = "example.org:443", Name = Url, State = state };
        return _reader.Read(new FetchedFeed(feed, definition ?? Definition, Now, outcome));
    }
}
