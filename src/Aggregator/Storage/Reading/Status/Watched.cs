using System.Collections.Immutable;

namespace Aggregator.Storage.Reading.Status;

/// <summary>What the settings want done, so that what is not done is noticed.</summary>
internal sealed record Watched
{
    public ImmutableArray<JobDates> Jobs { get; init; } = [];

    /// <summary>Names of receivers; rows of others are of receivers that the settings name no more.</summary>
    public ImmutableArray<string> Webhooks { get; init; } = [];
}
