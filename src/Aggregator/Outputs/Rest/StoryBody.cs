using Aggregator.Storage.Stories;

namespace Aggregator.Outputs.Rest;

/// <summary>Articles that tell the same news; title, address and date are those of the member that was published first.</summary>
internal sealed record StoryBody(
    long Id, long ArticleId, string? Title, string? Url, DateTimeOffset Published, DateTimeOffset Changed, long Sources, IReadOnlyList<StoryMemberBody> Members)
{
    public static StoryBody Of(StorySummary story) => new(
        story.Id, story.RepresentativeId, story.Title, story.Url, story.PublishedAt, story.ChangedAt, story.Sources, [.. story.Members.Select(StoryMemberBody.Of)]);
}
