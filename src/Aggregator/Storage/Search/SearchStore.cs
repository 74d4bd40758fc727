using System.Collections.Immutable;
using System.Data.Common;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>
/// Finds articles by their words. Of common words the newest matches are ranked, in titles and anywhere: a word that stands in half of a million articles
/// costs what a rare one costs (FTS5's own ranking reads every match).
/// </summary>
/// <param name="database">Where articles are.</param>
/// <param name="fewArticles">Feeds with fewer articles together are searched article by article.</param>
internal sealed class SearchStore(Database database, int fewArticles = 3_000)
{
    private const int Ranked = 300;

    public IReadOnlyList<SearchHit> Find(SearchQuery query, ArticleFilter filter, DateTimeOffset now)
    {
        using var connection = database.Open();
        var index = database.Search;
        var wanted = query.Wanted.ToList();
        var sources = Sources(connection, query, filter);
        var everywhere = index.Expression(query.Terms, null);
        var candidates = Candidates(everywhere);
        // What was left out may have the words in the title. Nothing was, of most words: then that would find the same again.
        var all = everywhere is null || candidates.Count < Ranked ? candidates : candidates.Concat(Candidates(index.Expression(query.Terms, "title")));
        var scores = all.DistinctBy(c => c.Id)
            .Select(c => (c.Id, Score: SearchRanking.Score(c.Title, c.PublishedAt, wanted, now)))
            .OrderByDescending(c => c.Score)
            .ThenByDescending(c => c.Id)
            .Take(filter.Limit)
            .ToDictionary(c => c.Id, c => c.Score);
        var articles = new ArticleStore(database).ByIds([.. scores.Keys]).ToDictionary(a => a.Id);
        return [.. scores.Where(s => articles.ContainsKey(s.Key)).Select(s => Hit(articles[s.Key], s.Value))];

        SearchHit Hit(ArticleRow article, double score) =>
            new(article, Math.Round(score, 4), SnippetCutter.Cut(StoryText.ReadBody(article.Content, article.Summary), wanted));

        IReadOnlyList<Candidate> Candidates(string? match)
        {
            var without = match is null ? index.Any(query.Terms) : null;
            // The index's own number where there is one: what is ruled out by that is ruled out before its article is read.
            var id = match is null ? "a.id" : index.Id;
            return connection.Query<Candidate>(
                $"""
                SELECT a.id, a.title, a.published_at
                FROM {(match is null ? "articles a" : $"{index.Source} JOIN articles a ON a.id = {index.Id}")}
                WHERE {(match is null ? "true" : index.Matches("@match"))}
                  {(without is null ? "" : $"AND NOT EXISTS (SELECT 1 FROM {index.Source} WHERE {index.Id} = a.id AND {index.Matches("@without")})")}
                  AND (@since IS NULL OR a.published_at >= @since) AND (@before IS NULL OR a.published_at < @before)
                  {string.Concat(sources.Select(source => Carried(source, id)))}
                  {string.Concat(Tags(query, filter).Select((_, i) => Tagged($"tag{i}", id)))}
                ORDER BY {(match is null ? "a.published_at DESC, a.id" : index.Id)} DESC
                LIMIT @limit
                """,
                Parameters(match, without)).AsList();
        }

        DynamicParameters Parameters(string? match, string? without)
        {
            var parameters = new DynamicParameters(new { match, without, limit = match is null ? Math.Max(filter.Limit, Ranked) : Ranked, before = query.Before, since = Later(query.After, filter.Since) });
            foreach (var source in sources)
                parameters.Add(source.Parameter, source.Feeds);
            foreach (var (i, tag) in Tags(query, filter).Index())
                parameters.Add($"tag{i}", tag);
            return parameters;
        }
    }

    private static ImmutableArray<string> Tags(SearchQuery query, ArticleFilter filter) => filter.Tag is { } tag ? query.Tags.Add(tag) : query.Tags;

    // Names of parameters are ours: no text of a query is ever part of a statement.
    private static string Carried(Source source, string id) => source.HasFew
        ? $" AND {id} IN (SELECT s.article_id FROM json_each(@{source.Parameter}) j JOIN article_sources s ON s.feed_id = CAST(j.atom AS BIGINT))"
        : $" AND EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = {id} AND s.feed_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@{source.Parameter}) j))";

    private static string Tagged(string parameter, string id) =>
        $" AND (EXISTS (SELECT 1 FROM article_sources s JOIN feeds t ON t.id = s.feed_id, json_each(t.tags) tag WHERE s.article_id = {id} AND tag.atom = @{parameter})"
        + $" OR EXISTS (SELECT 1 FROM json_each(a.tags) tag WHERE tag.atom = @{parameter}))";

    /// <summary>The sets of feeds that must carry an article, each. Where they have few articles these are looked up, one by one, in place of all matches of a common word.</summary>
    private List<Source> Sources(DbConnection connection, SearchQuery query, ArticleFilter filter)
    {
        var sets = query.Feeds.Select(word => new FeedStore(database).Find(word).Select(f => f.Id));
        return [.. (filter.Feeds is null ? sets : sets.Prepend(filter.Feeds)).Select(StorageJson.Numbers).Select((feeds, i) => new Source($"feeds{i}", feeds, HasFew(feeds)))];

        bool HasFew(string feeds) => connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM (SELECT 1 AS one FROM json_each(@feeds) j JOIN article_sources s ON s.feed_id = CAST(j.atom AS BIGINT) LIMIT @most) AS few",
            new { feeds, most = fewArticles }) < fewArticles;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;

    private sealed record Source(string Parameter, string Feeds, bool HasFew);

    private sealed record Candidate
    {
        public long Id { get; init; }
        public string? Title { get; init; }
        public DateTimeOffset PublishedAt { get; init; }
    }
}
