using Aggregator.Storage.Stories;

namespace Aggregator.Outputs.Rest;

/// <summary>An article of a story, and why it is in it.</summary>
internal sealed record StoryMemberBody(long ArticleId, string? Title, string? Url, string Feed, DateTimeOffset Published, string Reason, double Score)
{
    public static StoryMemberBody Of(StoryMemberRow member) =>
        new(member.ArticleId, member.Title, member.Url, member.FeedName, member.PublishedAt, member.Reason, member.Score);
}
