using Aggregator.Storage;

namespace Aggregator.Outputs.Rest;

/// <summary>A feed and how it is.</summary>
internal sealed record FeedBody(
    long Id, string Url, string Name, string Host, IReadOnlyList<string> Tags, string Health, DateTimeOffset? HealthSince, string HealthWhy, string HealthNext,
    DateTimeOffset? LastPoll, DateTimeOffset? LastSuccess, DateTimeOffset? LastNew, DateTimeOffset? NextPoll, string? NextPollWhy,
    long Polls, int Failures, string? FailureReason, string? MovedTo, long Gaps)
{
    public static FeedBody Of(FeedSummary feed) => new(
        feed.Id, feed.Url, feed.Name, feed.Host, feed.TagList, feed.Health, FeedHealth.Since(feed), FeedHealth.Why(feed), FeedHealth.WhatNext(feed),
        feed.LastPollAt, feed.LastSuccessAt, feed.LastNewAt, feed.State == "active" ? feed.NextPollAt : null, feed.State == "active" ? feed.NextPollWhy : null,
        feed.Polls, feed.Failures, feed.FailureReason, feed.MovedTo, feed.Gaps);
}
