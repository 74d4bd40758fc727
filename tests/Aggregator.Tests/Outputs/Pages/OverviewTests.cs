using Aggregator.Fetching;
using Aggregator.Storage;
using Aggregator.Storage.Deliveries;
using Aggregator.Tests.Deduplicating;
using Aggregator.Tests.Outputs.Rest;
using Aggregator.Tests.Storage;
using Aggregator.Tests.Storage.Databases;
using AngleSharp.Dom;

namespace Aggregator.Tests.Outputs.Pages;

public sealed class OverviewOnSqlite() : OverviewTests(new SqliteTestDatabase());

public sealed class OverviewOnPostgres() : OverviewTests(new PostgresTestDatabase());

/// <summary>Is everything all right?</summary>
public abstract class OverviewTests(TestDatabase file) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = TestPolls.Noon;
    private ApiServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync(file, "https://a.example/1", "https://a.example/2?key=secret", "https://b.example/feed", "https://c.example/feed");
        _server.Time.SetUtcNow(Noon.AddMinutes(30));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_needs_anybody_while_feeds_are_new_or_have_just_begun_to_fail()
    {
        await FailAsync(1, FailureClass.Dns, failures: 2, since: Noon.AddDays(-3));
        await FailAsync(3, FailureClass.Dns, failures: 9, since: Noon.AddHours(-2));
        var page = await _server.OpenAsync("/");
        Assert.Equal("All is well: nothing needs anybody. 2 feeds fail and are tried again by themselves.", page.Find(".notice").Words());
        Assert.StartsWith("Nothing.", Section(page, "attention").Find(".empty").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feeds_that_fail_for_a_day_are_told_with_reason_and_remedy_those_of_one_host_together()
    {
        await FailAsync(1, FailureClass.Dns, failures: 5, since: Noon.AddDays(-2), "a.example does not exist.");
        await FailAsync(2, FailureClass.Dns, failures: 5, since: Noon.AddDays(-2), "a.example does not exist.");
        await FailAsync(3, FailureClass.NotAFeed, failures: 5, since: Noon.AddDays(-9), "The answer is a page.");
        await WriteAsync(4, state => state with { GoneAt = Noon.AddDays(-20), FailureClass = FailureClass.Gone, FailureReason = "410 Gone", Failures = 1 });
        var page = await _server.OpenAsync("/");
        Assert.Equal("3 things need somebody: see what to do.", page.Find(".notice.bad").Words());
        var lines = Section(page, "attention").QuerySelectorAll("tbody tr").Select(row => row.Children.Select(cell => cell.Words()).ToList()).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains(lines, line => line[0] == "feed" && line[1] == "2 feeds of a.example:443" && line[3].EndsWith(": a.example does not exist.", StringComparison.Ordinal) && line[4].Contains("domain", StringComparison.Ordinal));
        Assert.Contains(lines, line => line[1] == "https://b.example/feed" && line[2] == "9 days ago" && line[4].Contains("aggregator discover", StringComparison.Ordinal));
        Assert.Contains(lines, line => line[3].StartsWith("gone by its publisher's word", StringComparison.Ordinal) && line[4].StartsWith("remove it", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", page.Source.Text, StringComparison.Ordinal);
        // Where the lines lead there are these feeds.
        foreach (var link in Section(page, "attention").QuerySelectorAll("th a").Select(link => link.GetAttribute("href")!))
            await _server.OpenAsync(link);
    }

    [Fact]
    public async Task A_webhook_that_is_not_taken_and_what_was_refused_for_good_need_somebody()
    {
        var webhooks = new WebhookStore(file.Database);
        webhooks.Ensure("desk", fromBeginning: true);
        webhooks.Fail(webhooks.Find("desk")! with { Failures = 4, FailingSince = Noon.AddHours(-1), Reason = "connection refused" });
        var rows = Section(await _server.OpenAsync("/"), "attention").QuerySelectorAll("tbody tr");
        Assert.StartsWith("webhook desk", Assert.Single(rows).Words(), StringComparison.Ordinal);
        Assert.Contains("connection refused", rows[0].Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_polled_is_counted_by_outcome_and_articles_stand_in_their_hour()
    {
        await _server.PollAsync(1, Noon.AddHours(-3), Drafts.Draft("archive", "a.example/archive", "Archive"));
        await _server.PollAsync(1, Noon, [.. Enumerable.Range(0, 3).Select(i => Drafts.Draft($"{i}", $"a.example/{i}", $"News {i}", null, Noon.AddMinutes(-10)))]);
        await WriteAsync(3, state => state, PollOutcome.NotModified);
        var page = await _server.OpenAsync("/");
        var facts = page.QuerySelectorAll(".facts > div").ToDictionary(fact => fact.Find("dt").Words(), fact => fact.Find("dd").Words());
        Assert.Equal("43 this hour, 0 edited", facts["New articles, 24 h"]);
        Assert.StartsWith("9 min95 % within 9 min", facts["Delay, median"].Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("333.3 % answered 304", facts["Polls, 24 h"].Replace('\u00A0', ' '));
        var hours = page.QuerySelectorAll("figure.chart tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.Words()))).ToList();
        Assert.Equal(48, hours.Count);
        Assert.Equal(["Sun 09:00 1", "Sun 10:00 0", "Sun 11:00 0", "Sun 12:00 3"], hours.TakeLast(4));
        Assert.Contains("4 articles in all, most at Sun 12:00 (3)", page.Find("figure.chart svg").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hosts_that_are_left_alone_and_the_last_change_of_the_lists_are_told()
    {
        var poll = TestPolls.Poll(_server.Harness.Claim(3), Noon);
        await _server.Harness.Write(poll with { HostHold = new HostHold("b.example:443", Noon.AddHours(2), Held: true, "429 Too Many Requests", 1) });
        var page = await _server.OpenAsync("/");
        Assert.Equal("b.example:443 1 in 90 min 429 Too Many Requests", string.Join(' ', Section(page, "held").Find("tbody tr").Children.Select(cell => cell.Words())).Replace('\u00A0', ' '));
        Assert.Equal("4", Section(page, "lists").QuerySelectorAll("tbody td")[1].Words());
        Assert.DoesNotContain("secret", Section(page, "lists").Words(), StringComparison.Ordinal);
    }

    private static IElement Section(IParentNode page, string id) => page.Find($"section[aria-labelledby={id}]");

    private Task FailAsync(long feed, FailureClass failure, int failures, DateTimeOffset since, string reason = "it failed") =>
        WriteAsync(feed, state => state with { Failures = failures, FailureClass = failure, FailureReason = reason, LastSuccessAt = since }, PollOutcome.Failed);

    private async Task WriteAsync(long id, Func<FeedState, FeedState> change, PollOutcome outcome = PollOutcome.Failed)
    {
        var poll = TestPolls.Poll(_server.Harness.Claim(id), Noon);
        Assert.Null((await _server.Harness.Write(poll with { Outcome = outcome, State = change(poll.State with { NextPollAt = Noon.AddDays(1) }) })).Failure);
    }
}
