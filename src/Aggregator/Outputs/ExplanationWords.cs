using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;

namespace Aggregator.Outputs;

/// <summary>Why a feed is polled when it is, in sentences with a name each: the same on the terminal and on its page. A name that is empty continues the one before.</summary>
internal static class ExplanationWords
{
    public static IReadOnlyList<(string Name, string Text)> Of(PollExplanation explanation, FeedSummary summary, HostUse use, HubWords? hub, DateTimeOffset now)
    {
        var facts = new List<(string, string)>();
        var feed = explanation.Feed;
        Add(facts, "Next poll", summary.State == "active" ? $"{When(explanation.At, now)}: {explanation.Why} ({explanation.Reason})" : $"none, it is {summary.State}");
        AddHealth(facts, summary, now);
        Add(facts, "Last success", feed.State.LastSuccessAt is { } success ? When(success, now) : "never");
        AddFailures(facts, explanation, now);
        AddRedirects(facts, explanation, now);
        AddValidators(facts, explanation, now);
        AddHost(facts, explanation, use, now);
        if (hub is not null)
            Add(facts, "Hub", $"{Redactor.Url(hub.Agreed.Hub)}: {hub.Sentence}");
        return facts;
    }

    public static string When(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = Durations.Format(TimeSpan.FromSeconds(Math.Round((at - now).Duration().TotalSeconds)), 2);
        var instant = at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return at > now ? $"{instant} (in {distance})" : $"{instant} ({distance} ago)";
    }

    private static void AddHealth(List<(string, string)> facts, FeedSummary summary, DateTimeOffset now)
    {
        var since = FeedHealth.Since(summary) is { } at ? $", as of {When(at, now)}" : "";
        var why = FeedHealth.Why(summary) is { Length: > 0 } reason ? $": {reason.TrimEnd('.')}" : "";
        Add(facts, "Health", $"{summary.Health}{since}{why}");
        if (summary.Health != FeedHealth.Healthy)
            Add(facts, "", $"what will happen: {FeedHealth.WhatNext(summary)}");
        if (FeedRemedy.Of(summary) is { } remedy)
            Add(facts, "", $"what to do: {remedy}");
        if (summary.Gaps == 0)
            return;
        var left = summary.MissedLeft > 0 ? $"; at most {summary.MissedLeft} older pages are still to be read" : "";
        Add(facts, "Gaps", $"{summary.Gaps}, the last {When(summary.GapAt!.Value, now)}; {summary.GapsClosed} closed from older pages{left}");
    }

    private static void AddFailures(List<(string, string)> facts, PollExplanation explanation, DateTimeOffset now)
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

    private static void AddRedirects(List<(string, string)> facts, PollExplanation explanation, DateTimeOffset now)
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

    private static void AddValidators(List<(string, string)> facts, PollExplanation explanation, DateTimeOffset now)
    {
        var state = explanation.Feed.State;
        var names = new[] { state.Validators.ETag is null ? null : "ETag", state.Validators.LastModified is null ? null : "Last-Modified" }.OfType<string>();
        var unchanged = state.UnchangedSince is { } since ? $", 304 since {When(since, now)}" : "";
        Add(facts, "Validators", state.Validators.Any
            ? $"{string.Join(" and ", names)}{unchanged}{(explanation.DoubtsValidators ? "; left out once, for that is suspiciously long" : "")}"
            : "none: every poll costs the whole document");
    }

    private static void AddHost(List<(string, string)> facts, PollExplanation explanation, HostUse use, DateTimeOffset now)
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

    private static void Add(List<(string, string)> facts, string name, string text) => facts.Add((name, text));
}
