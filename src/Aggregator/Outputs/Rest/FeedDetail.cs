namespace Aggregator.Outputs.Rest;

/// <summary>A feed with what it carries and its last polls, the latest first.</summary>
internal sealed record FeedDetail(FeedBody Feed, long Articles, IReadOnlyList<PollBody> LastPolls);
