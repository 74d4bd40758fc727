using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

/// <summary>An explanation for people: the answer first, then everything it follows from.</summary>
internal static class ExplanationTable
{
    public static void Write(PollExplanation explanation, FeedSummary summary, HostUse use, IReadOnlyList<PollRecord> polls, DateTimeOffset now)
    {
        var feed = explanation.Feed;
        var facts = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        Add(facts, "Feed", $"{feed.Name} (number {feed.Id}, {summary.State})");
        Add(facts, "URL", Redactor.Url(feed.Url));
        Add(facts, "Next poll", summary.State == "active" ? $"{When(explanation.At, now)}: {explanation.Why} ({explanation.Reason})" : $"none, it is {summary.State}");
        AddHealth(facts, summary, now);
        Add(facts, "Last success", feed.State.LastSuccessAt is { } success ? When(success, now) : "never");
        AddFailures(facts, explanation, now);
        AddRedirects(facts, explanation, now);
        AddValidators(facts, explanation, now);
        AddHost(facts, explanation, use, now);
        Terminal.Out.Write(facts);
        if (!explanation.Inputs.IsEmpty)
            Terminal.Out.Write(Inputs(explanation, now));
        if (polls.Count > 0)
            Terminal.Out.Write(Polls(polls, now));
    }

    private static void AddHealth(Grid facts, FeedSummary summary, DateTimeOffset now)
    {
        var since = FeedHealth.Since(summary) is { } at ? $", as of {When(at, now)}" : "";
        var why = FeedHealth.Why(summary) is { Length: > 0 } reason ? $": {reason.TrimEnd('.')}" : "";
        Add(facts, "Health", $"{summary.Health}{since}{why}");
        if (summary.Health != FeedHealth.Healthy)
            Add(facts, "", $"what will happen: {FeedHealth.WhatNext(summary)}");
        if (summary.Gaps == 0)
            return;
        var left = summary.MissedLeft > 0 ? $"; at most {summary.MissedLeft} older pages are still to be read" : "";
        Add(facts, "Gaps", $"{summary.Gaps}, the last {When(summary.GapAt!.Value, now)}; {summary.GapsClosed} closed from older pages{left}");
    }

    private static void AddFailures(Grid facts, PollExplanation explanation, DateTimeOffset now)
    {
        var state = explanation.Feed.State;
        if (state.Failures > 0)
        {
            var next = explanation.NextStep is { } step ? $"; another one would silence it for {Durations.Format(step, 2)}" : "";
            Add(facts, "Failures", $"{state.Failures} in a row, {state.FailureClass}: {state.FailureReason?.TrimEnd('.')}{next}");
        }
        if (state.GoneAt is { } gone)
            Add(facts, "Gone", $"confirmed {When(gone, now)}; it comes back by itself when the publisher serves it again");
        else if (state.GoneSince is { } since)
            Add(facts, "Gone", $"the publisher said so first {When(since, now)}; believed when it says so again a day later");
    }

    private static void AddRedirects(Grid facts, PollExplanation explanation, DateTimeOffset now)
    {
        var memory = explanation.Feed.State.Redirects;
        if (memory.MovedTo is { } target)
        {
            var use = memory.Used ? "and is polled there" : "but is polled at home, since its headers or credentials must not go there";
            Add(facts, "Moved", $"to {Redactor.Url(target)}, {use}; change the URL in its list");
        }
        if (memory.MovingTo is { } moving)
            Add(facts, "Moving", $"to {Redactor.Url(moving)}, believed {When(explanation.BelievedAt!.Value, now)} if that stays so");
    }

    private static void AddValidators(Grid facts, PollExplanation explanation, DateTimeOffset now)
    {
        var state = explanation.Feed.State;
        var names = new[] { state.Validators.ETag is null ? null : "ETag", state.Validators.LastModified is null ? null : "Last-Modified" }.OfType<string>();
        var unchanged = state.UnchangedSince is { } since ? $", 304 since {When(since, now)}" : "";
        Add(facts, "Validators", state.Validators.Any
            ? $"{string.Join(" and ", names)}{unchanged}{(explanation.DoubtsValidators ? "; left out once, for that is suspiciously long" : "")}"
            : "none: every poll costs the whole document");
    }

    private static void AddHost(Grid facts, PollExplanation explanation, HostUse use, DateTimeOffset now)
    {
        var (budget, hold) = (explanation.Budget, explanation.Feed.HostHold);
        var limits = $"{budget.Concurrency} at once, {(budget.PollsPerMinute == 0 ? "any number" : budget.PollsPerMinute)} a minute, {Durations.Format(budget.Delay)} apart";
        var rule = budget.Rule is { } own ? $" (rule {own.Pattern})" : "";
        Add(facts, "Host", $"{explanation.Feed.Host}: {limits}{rule}");
        Add(facts, "", $"{use.Feeds} feeds, {use.Due} due; {use.PollsLastMinute} polls in the last minute, {use.PollsLastHour} in the last hour");
        if (hold is { Held: true } && hold.NotBefore > now)
            Add(facts, "", $"left alone until {When(hold.NotBefore, now)}: {hold.Why}");
        if (hold is { Failures: > 0 })
            Add(facts, "", $"{hold.Failures} failures in a row, of whichever of its feeds");
    }

    private static Table Inputs(PollExplanation explanation, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "Who asks", "For", "Not before", "Code");
        foreach (var input in explanation.Inputs)
            table.AddRow(Texts(input.Decides ? "→" : "", input.Source, input.Value, When(input.At, now), input.Reason.ToString()));
        return table;
    }

    private static Table Polls(IReadOnlyList<PollRecord> polls, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Poll", "Outcome", "Status", "Took", "Bytes", "New", "Updated", "Remark");
        foreach (var poll in polls)
        {
            table.AddRow(Texts(
                When(poll.StartedAt, now), poll.Outcome, $"{poll.Status}", $"{poll.DurationMs} ms", Sizes.Approximate(poll.Bytes), $"{poll.Created}", $"{poll.Updated}", poll.Reason ?? ""));
        }
        return table;
    }

    private static Markup[] Texts(params string[] texts) => [.. texts.Select(text => new Markup(Markup.Escape(text)))];

    private static void Add(Grid facts, string name, string text) => facts.AddRow(new Markup($"[grey]{Markup.Escape(name)}[/]"), new Markup(Markup.Escape(text)));

    private static string When(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = Durations.Format(TimeSpan.FromSeconds(Math.Round((at - now).Duration().TotalSeconds)), 2);
        var instant = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return at > now ? $"{instant} (in {distance})" : $"{instant} ({distance} ago)";
    }
}
