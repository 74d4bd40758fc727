namespace Aggregator.Deduplicating.Rules;

/// <summary>Evidence besides the keys that an entry is a known article. Absence on either side is no agreement.</summary>
internal static class Agreement
{
    public static bool OnTitle(Sighting sighting, KnownArticle article) =>
        sighting.Draft.Title is { } title && string.Equals(title, article.Title, StringComparison.OrdinalIgnoreCase);

    public static bool OnContent(Sighting sighting, KnownArticle article) =>
        sighting.Content is { } content && content == article.ContentFingerprint;

    public static bool OnDate(Sighting sighting, KnownArticle article) =>
        sighting.Draft.Published is { } published && published == article.Published;
}
