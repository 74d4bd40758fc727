using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>
/// Finds articles by their words. Of common words the newest matches are ranked, in titles and anywhere: a word that stands in half of a million articles
/// costs what a rare one costs (FTS5's own ranking reads every match).
/// </summary>
internal sealed class SearchStore(Database database)
{
    private const int Ranked = 300;

    public IReadOnlyList<SearchHit> Find(SearchQuery query, ArticleFilter filter, DateTimeOffset now)
    {
        var wanted = query.Wanted.ToList();
        var asked = new ArticleQuery { Words = query, Feeds = filter.Feeds?.ToList(), Tag = filter.Tag, Since = filter.Since, Limit = filter.Limit };
        using var connection = database.Open();
        var conditions = new ArticleConditions(database, asked, connection);
        if (conditions.IsEmpty)
            return [];
        if (database.Search.Probe(conditions.Asked) is not { } anywhere)
            return [.. new ArticlePages(database).Read(asked).Select(article => Hit(article, Score(article.Title, article.PublishedAt)))];

        conditions.Parameters.Add("ranked", Ranked);
        var candidates = Candidates(connection, conditions, anywhere);
        // What was left out may have the words in the title. Nothing was, of most words: then that would find the same again.
        if (candidates.Count == Ranked && conditions.Asked.InTitles() is { } titles && database.Search.Probe(titles) is { } inTitles)
            candidates = [.. candidates, .. Candidates(connection, conditions, inTitles)];
        var scores = candidates.DistinctBy(c => c.Id)
            .Select(c => (c.Id, Score: Score(c.Title, c.PublishedAt)))
            .OrderByDescending(c => c.Score)
            .ThenByDescending(c => c.Id)
            .Take(filter.Limit)
            .ToDictionary(c => c.Id, c => c.Score);
        var articles = new ArticleStore(database).ByIds([.. scores.Keys]).ToDictionary(a => a.Id);
        return [.. scores.Where(s => articles.ContainsKey(s.Key)).Select(s => Hit(articles[s.Key], s.Value))];

        double Score(string? title, DateTimeOffset publishedAt) => SearchRanking.Score(title, publishedAt, wanted, now);

        SearchHit Hit(ArticleRow article, double score) =>
            new(article, Math.Round(score, 4), SnippetCutter.Cut(StoryText.ReadBody(article.Content, article.Summary), wanted));
    }

    private static List<Candidate> Candidates(DbConnection connection, ArticleConditions conditions, SearchProbe probe) => connection.Query<Candidate>(
        $"{conditions.Searched(probe, "a.id, a.title, a.published_at")} ORDER BY {probe.Newest} LIMIT @ranked", conditions.Parameters).AsList();

    private sealed record Candidate
    {
        public long Id { get; init; }
        public string? Title { get; init; }
        public DateTimeOffset PublishedAt { get; init; }
    }
}
