using Aggregator.Fetching;
using Aggregator.Normalizing;

namespace Aggregator.Tests.Deduplicating;

/// <summary>Drafts as normalising would make them, in one line each.</summary>
internal static class Drafts
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ArticleDraft Draft(string? guid, string? link, string? title, string? text = null, DateTimeOffset? published = null)
    {
        var body = text ?? (title is null ? null : $"The story of {title}.");
        return new ArticleDraft
        {
            Guid = guid,
            Url = link is null ? null : $"https://{link}",
            CanonicalUrl = link,
            Title = title,
            Content = body,
            Published = published,
            RawFingerprint = Hash128.Of($"{guid}|{link}|{title}|{body}|{published}"),
            ContentFingerprint = Hash128.Of($"{title}|{body}"),
            RevisionFingerprint = Hash128.Of($"{title}|{link}|{body}"),
        };
    }
}
