using System.Text.Json;
using Aggregator.Outputs;
using Aggregator.Storage;

namespace Aggregator.Commands.Listing;

/// <summary>A feed for programs.</summary>
internal static class FeedJson
{
    public static void Write(Utf8JsonWriter json, FeedSummary feed)
    {
        json.WriteStartObject();
        json.WriteNumber("id", feed.Id);
        json.WriteString("url", feed.Url);
        json.WriteString("title", feed.Name);
        json.WriteString("host", feed.Host);
        json.WriteString("health", feed.Health);
        json.WriteInstant("healthSince", FeedHealth.Since(feed));
        json.WriteString("healthWhy", FeedHealth.Why(feed));
        json.WriteString("healthNext", FeedHealth.WhatNext(feed));
        json.WriteString("remedy", FeedRemedy.Of(feed));
        json.WriteTexts("tags", feed.TagList);
        json.WriteNumber("articles", feed.Articles);
        json.WriteNumber("revisions", feed.Revisions);
        json.WriteNumber("polls", feed.Polls);
        json.WriteNumber("gaps", feed.Gaps);
        json.WriteNumber("gapsClosed", feed.GapsClosed);
        json.WriteInstant("lastGapAt", feed.GapAt);
        json.WriteInstant("lastPollAt", feed.LastPollAt);
        json.WriteInstant("lastSuccessAt", feed.LastSuccessAt);
        json.WriteInstant("lastNewAt", feed.LastNewAt);
        json.WriteInstant("nextPollAt", feed.NextPollAt);
        json.WriteString("nextPollReason", feed.NextPollReason);
        json.WriteString("nextPollWhy", feed.NextPollWhy);
        json.WriteInstant("goneAt", feed.GoneAt);
        json.WriteString("movedTo", feed.MovedTo);
        json.WriteInstant("hostHeldUntil", feed.HostNotBefore);
        json.WriteNumber("failures", feed.Failures);
        json.WriteString("failureClass", feed.FailureClass);
        json.WriteString("failureReason", feed.FailureReason);
        json.WriteEndObject();
    }
}
