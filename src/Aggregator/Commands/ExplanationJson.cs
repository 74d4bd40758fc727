using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Outputs;
using Aggregator.Polling;
using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>An explanation as one JSON object. Durations are in the notation of the settings, codes are stable.</summary>
internal static class ExplanationJson
{
    public static void Write(PollExplanation explanation, FeedSummary summary, HostUse use, HubWords? hub, IReadOnlyList<PollRecord> polls)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
            Write(json, explanation, summary, use, hub, polls);
        stream.WriteByte((byte)'\n');
    }

    public static void Write(Utf8JsonWriter json, PollExplanation explanation, FeedSummary summary, HostUse use, HubWords? hub, IReadOnlyList<PollRecord> polls)
    {
        var feed = explanation.Feed;
        json.WriteStartObject();
        json.WriteNumber("id", feed.Id);
        json.WriteString("url", feed.Url);
        json.WriteString("title", feed.Name);
        json.WriteString("state", summary.State);
        json.WriteString("polledUrl", feed.PolledUrl);
        WriteHealth(json, summary);
        json.WriteStartObject("next");
        json.WriteInstant("at", summary.State == "active" ? explanation.At : null);
        json.WriteString("reason", explanation.Reason);
        json.WriteString("why", explanation.Why);
        json.WriteInstant("decidedAt", feed.State.AnsweredAt);
        json.WriteEndObject();
        WriteInputs(json, explanation);
        WriteFailures(json, explanation);
        WriteHost(json, explanation, use);
        WriteRedirects(json, explanation);
        WriteValidators(json, explanation);
        WriteHub(json, hub);
        WritePolls(json, polls);
        json.WriteEndObject();
    }

    private static void WriteHealth(Utf8JsonWriter json, FeedSummary summary)
    {
        json.WriteStartObject("health");
        json.WriteString("state", summary.Health);
        json.WriteInstant("since", FeedHealth.Since(summary));
        json.WriteString("why", FeedHealth.Why(summary));
        json.WriteString("next", FeedHealth.WhatNext(summary));
        json.WriteString("remedy", FeedRemedy.Of(summary));
        json.WriteEndObject();
        json.WriteStartObject("gaps");
        json.WriteNumber("found", summary.Gaps);
        json.WriteNumber("closed", summary.GapsClosed);
        json.WriteInstant("lastAt", summary.GapAt);
        json.WriteNumber("pagesLeft", summary.MissedLeft);
        json.WriteEndObject();
    }

    private static void WriteInputs(Utf8JsonWriter json, PollExplanation explanation)
    {
        json.WriteStartArray("inputs");
        foreach (var input in explanation.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("reason", input.Reason.ToString());
            json.WriteString("source", input.Source);
            json.WriteString("value", input.Value);
            json.WriteInstant("notBefore", input.At);
            json.WriteBoolean("decides", input.Decides);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteFailures(Utf8JsonWriter json, PollExplanation explanation)
    {
        var state = explanation.Feed.State;
        json.WriteStartObject("failures");
        json.WriteNumber("inARow", state.Failures);
        json.WriteString("class", state.FailureClass?.ToString());
        json.WriteString("reason", state.FailureReason);
        json.WriteString("nextStep", explanation.NextStep is { } step ? Durations.Format(step, 3) : null);
        json.WriteInstant("goneSince", state.GoneSince);
        json.WriteInstant("goneAt", state.GoneAt);
        json.WriteInstant("lastSuccessAt", state.LastSuccessAt);
        json.WriteEndObject();
    }

    private static void WriteHost(Utf8JsonWriter json, PollExplanation explanation, HostUse use)
    {
        var (budget, hold) = (explanation.Budget, explanation.Feed.HostHold);
        json.WriteStartObject("host");
        json.WriteString("name", explanation.Feed.Host);
        json.WriteNumber("concurrency", budget.Concurrency);
        json.WriteString("delay", Durations.Format(budget.Delay));
        json.WriteNumber("pollsPerMinute", budget.PollsPerMinute);
        json.WriteString("holds", budget.Hold.ToString().ToLowerInvariant());
        json.WriteString("rule", budget.Rule?.ToString());
        json.WriteBoolean("held", hold is { Held: true });
        json.WriteInstant("notBefore", hold?.NotBefore);
        json.WriteString("why", hold?.Why);
        json.WriteNumber("failures", hold?.Failures ?? 0);
        json.WriteNumber("feeds", use.Feeds);
        json.WriteNumber("due", use.Due);
        json.WriteNumber("pollsLastMinute", use.PollsLastMinute);
        json.WriteNumber("pollsLastHour", use.PollsLastHour);
        json.WriteEndObject();
    }

    private static void WriteRedirects(Utf8JsonWriter json, PollExplanation explanation)
    {
        var memory = explanation.Feed.State.Redirects;
        json.WriteStartObject("redirects");
        json.WriteString("movedTo", memory.MovedTo);
        json.WriteBoolean("used", memory.Used);
        json.WriteString("movingTo", memory.MovingTo);
        json.WriteInstant("movingSince", memory.MovingSince);
        json.WriteInstant("believedAt", explanation.BelievedAt);
        json.WriteEndObject();
    }

    private static void WriteValidators(Utf8JsonWriter json, PollExplanation explanation)
    {
        var state = explanation.Feed.State;
        json.WriteStartObject("validators");
        json.WriteString("etag", state.Validators.ETag);
        json.WriteString("lastModified", state.Validators.LastModified);
        json.WriteString("origin", state.Validators.Origin ?? (state.Validators.Any ? RequestUrl.Origin(new Uri(explanation.Feed.PolledUrl)) : null));
        json.WriteInstant("unchangedSince", state.UnchangedSince);
        json.WriteBoolean("doubted", explanation.DoubtsValidators);
        json.WriteEndObject();
    }

    private static void WriteHub(Utf8JsonWriter json, HubWords? hub)
    {
        if (hub is null)
        {
            json.WriteNull("hub");
            return;
        }
        var agreed = hub.Agreed;
        json.WriteStartObject("hub");
        json.WriteString("url", agreed.Hub);
        json.WriteString("topic", agreed.Topic);
        json.WriteString("state", hub.State);
        json.WriteInstant("askedAt", agreed.AskedAt);
        json.WriteInstant("verifiedAt", agreed.VerifiedAt);
        json.WriteInstant("leaseUntil", agreed.LeaseUntil);
        json.WriteInstant("nextAskedAt", agreed.AskedAt is null ? null : agreed.NextTryAt);
        json.WriteInstant("pushedAt", agreed.PushedAt);
        json.WriteInstant("missingAt", agreed.MissingAt);
        json.WriteNumber("failures", agreed.Failures);
        json.WriteString("reason", agreed.Reason);
        json.WriteEndObject();
    }

    private static void WritePolls(Utf8JsonWriter json, IReadOnlyList<PollRecord> polls)
    {
        json.WriteStartArray("polls");
        foreach (var poll in polls)
        {
            json.WriteStartObject();
            json.WriteInstant("startedAt", poll.StartedAt);
            json.WriteNumber("durationMs", poll.DurationMs);
            json.WriteString("outcome", poll.Outcome);
            if (poll.Status is { } status)
                json.WriteNumber("status", status);
            else
                json.WriteNull("status");
            json.WriteNumber("bytes", poll.Bytes);
            json.WriteNumber("entries", poll.Entries);
            json.WriteNumber("created", poll.Created);
            json.WriteNumber("updated", poll.Updated);
            json.WriteNumber("known", poll.Known);
            json.WriteString("reason", poll.Reason);
            json.WriteString("bound", poll.Bound);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
