using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Search;

namespace Aggregator.Storage.Reading;

/// <summary>
/// Finds articles by their words. Of common words the newest matches are ranked, in titles and anywhere: a word that stands in half of a million articles
/// costs what a rare one costs (FTS5's own ranking reads every match).
/// </summary>
internal sealed class SearchStore(Database database)
{
    private const int Ranked = 300;

    /// <summary>Fewer, where something is excluded: between two that are found any number may be left out, and each of these costs as much.</summary>
    private const int RankedExcluding = 60;

    public IReadOnlyList<SearchHit> Find(SearchQuery query, ArticleFilter filter, DateTimeOffset now)
    {
        var wanted = query.Wanted.ToList();
        var asked = new ArticleQuery { Words = query, Feeds = filter.Feeds?.ToList(), Tag = filter.Tag, Since = filter.Since, Limit = filter.Limit };
        using var connection = database.OpenForWords();
        var conditions = new ArticleConditions(database, asked, connection);
        if (conditions.IsEmpty)
            return [];
        using var reading = database.BeginReading(connection);
        if (database.Search.Probes(connection, conditions.Asked) is not { } anywhere)
            return [.. new ArticlePages(database).Read(asked).Select(article => Hit(article, Score(article.Title, article.PublishedAt)))];

        var ranked = query.Terms.Any(t => t.IsExcluded) ? Math.Max(RankedExcluding, filter.Limit) : Ranked;
        var candidates = Candidates(anywhere);
        // What was left out may have the words in the title. Nothing was, of most words: then that would find the same again.
        if (candidates.Count == ranked && conditions.Asked.InTitles() is { } titles && database.Search.Probes(connection, titles) is { } inTitles)
            candidates = [.. candidates, .. Candidates(inTitles)];
        var scores = candidates.DistinctBy(c => c.Id)
            .Select(c => (c.Id, Score: Score(c.Title, c.PublishedAt)))
            .OrderByDescending(c => c.Score)
            .ThenByDescending(c => c.Id)
            .Take(filter.Limit)
            .ToDictionary(c => c.Id, c => c.Score);
        var articles = new ArticleStore(database).ByIds([.. scores.Keys]).ToDictionary(a => a.Id);
        return [.. scores.Where(s => articles.ContainsKey(s.Key)).Select(s => Hit(articles[s.Key], s.Value))];

        List<Candidate> Candidates(IEnumerable<SearchProbe> probes) => conditions.Search(connection, probes, _ => "a.id, a.title, a.published_at", Candidate.Read, ranked);

        double Score(string? title, DateTimeOffset publishedAt) => SearchRanking.Score(title, publishedAt, wanted, now);

        SearchHit Hit(ArticleRow article, double score) =>
            new(article, Math.Round(score, 4), SnippetCutter.Cut(StoryText.ReadBody(article.Content, article.Summary), wanted));
    }

    private sealed record Candidate(long Id, string? Title, DateTimeOffset PublishedAt)
    {
        public static Candidate Read(DbDataReader row) =>
            new(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)));
    }
}
