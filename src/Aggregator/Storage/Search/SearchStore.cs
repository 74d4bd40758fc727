using System.Collections.Immutable;
using System.Text.Json;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>
/// Finds articles by their words. Of common words the newest matches are ranked, in titles and anywhere: a word that stands in half of a million articles
/// costs what a rare one costs (FTS5's own ranking reads every match).
/// </summary>
internal sealed class SearchStore(Database database)
{
    private const int Ranked = 300;

    public IReadOnlyList<SearchHit> Find(SearchQuery query, ArticleFilter filter, DateTimeOffset now)
    {
        using var connection = database.Open();
        var wanted = query.Wanted.ToList();
        var everywhere = MatchExpression.Of(query.Terms, null);
        var candidates = everywhere is null ? Candidates(null) : Candidates(everywhere).Concat(Candidates(MatchExpression.Of(query.Terms, "title")));
        var scores = candidates.DistinctBy(c => c.Id)
            .Where(c => everywhere is not null || query.Terms.IsEmpty || !IsExcluded(c.Id))
            .Select(c => (c.Id, Score: SearchRanking.Score(c.Title, c.PublishedAt, wanted, now)))
            .OrderByDescending(c => c.Score)
            .ThenByDescending(c => c.Id)
            .Take(filter.Limit)
            .ToDictionary(c => c.Id, c => c.Score);
        var articles = new ArticleStore(database).ByIds([.. scores.Keys]).ToDictionary(a => a.Id);
        return [.. scores.Where(s => articles.ContainsKey(s.Key)).Select(s => Hit(articles[s.Key], s.Value))];

        SearchHit Hit(ArticleRow article, double score) =>
            new(article, Math.Round(score, 4), SnippetCutter.Cut(StoryText.ReadBody(article.Content, article.Summary), wanted));

        IEnumerable<Candidate> Candidates(string? match) => connection.Query<Candidate>(
            $"""
            SELECT a.id, a.title, a.published_at
            FROM {(match is null ? "articles a" : "article_search x JOIN articles a ON a.id = x.rowid")}
            WHERE {(match is null ? "true" : "article_search MATCH @match")}
              AND (@since IS NULL OR a.published_at >= @since) AND (@before IS NULL OR a.published_at < @before)
              {Carried("feeds", filter.Feeds is not null)}
              {string.Concat(query.Feeds.Select((_, i) => Carried($"feed{i}", true)))}
              {string.Concat(Tags(query, filter).Select((_, i) => Tagged($"tag{i}")))}
            ORDER BY {(match is null ? "a.published_at DESC, a.id" : "x.rowid")} DESC
            LIMIT @limit
            """,
            Parameters(match)).AsList();

        bool IsExcluded(long id) => connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM article_search WHERE article_search MATCH @match AND rowid = @id",
            new { id, match = string.Join(" OR ", query.Terms.Select(t => MatchExpression.Of([t with { IsExcluded = false }], null))) }) > 0;

        DynamicParameters Parameters(string? match)
        {
            var parameters = new DynamicParameters(new { match, limit = match is null ? Math.Max(filter.Limit, Ranked) : Ranked, before = query.Before, since = Later(query.After, filter.Since) });
            if (filter.Feeds is not null)
                parameters.Add("feeds", Ids(filter.Feeds));
            foreach (var (i, word) in query.Feeds.Index())
                parameters.Add($"feed{i}", Ids(new FeedStore(database).Find(word).Select(f => f.Id)));
            foreach (var (i, tag) in Tags(query, filter).Index())
                parameters.Add($"tag{i}", tag);
            return parameters;
        }
    }

    private static ImmutableArray<string> Tags(SearchQuery query, ArticleFilter filter) => filter.Tag is { } tag ? query.Tags.Add(tag) : query.Tags;

    // Names of parameters are ours: no text of a query is ever part of a statement.
    private static string Carried(string parameter, bool isWanted) => isWanted
        ? $" AND EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id AND s.feed_id IN (SELECT value FROM json_each(@{parameter})))"
        : "";

    private static string Tagged(string parameter) =>
        $" AND (EXISTS (SELECT 1 FROM article_sources s JOIN feeds t ON t.id = s.feed_id, json_each(t.tags) tag WHERE s.article_id = a.id AND tag.value = @{parameter})"
        + $" OR EXISTS (SELECT 1 FROM json_each(a.tags) tag WHERE tag.value = @{parameter}))";

    private static string Ids(IEnumerable<long> ids) => JsonSerializer.Serialize(ids, StorageJson.Default.IEnumerableInt64);

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;

    private sealed record Candidate
    {
        public long Id { get; init; }
        public string? Title { get; init; }
        public DateTimeOffset PublishedAt { get; init; }
    }
}
