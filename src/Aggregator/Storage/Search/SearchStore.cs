using System.Collections.Immutable;
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
        var index = database.Search;
        var wanted = query.Wanted.ToList();
        var everywhere = index.Expression(query.Terms, null);
        var candidates = everywhere is null ? Candidates(null) : Candidates(everywhere).Concat(Candidates(index.Expression(query.Terms, "title")));
        var scores = candidates.DistinctBy(c => c.Id)
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
            return connection.Query<Candidate>(
                $"""
                SELECT a.id, a.title, a.published_at
                FROM {(match is null ? "articles a" : $"{index.Source} JOIN articles a ON a.id = {index.Id}")}
                WHERE {(match is null ? "true" : index.Matches("@match"))}
                  {(without is null ? "" : $"AND NOT EXISTS (SELECT 1 FROM {index.Source} WHERE {index.Id} = a.id AND {index.Matches("@without")})")}
                  AND (@since IS NULL OR a.published_at >= @since) AND (@before IS NULL OR a.published_at < @before)
                  {Carried("feeds", filter.Feeds is not null)}
                  {string.Concat(query.Feeds.Select((_, i) => Carried($"feed{i}", true)))}
                  {string.Concat(Tags(query, filter).Select((_, i) => Tagged($"tag{i}")))}
                ORDER BY {(match is null ? "a.published_at DESC, a.id" : index.Id)} DESC
                LIMIT @limit
                """,
                Parameters(match, without)).AsList();
        }

        DynamicParameters Parameters(string? match, string? without)
        {
            var parameters = new DynamicParameters(new { match, without, limit = match is null ? Math.Max(filter.Limit, Ranked) : Ranked, before = query.Before, since = Later(query.After, filter.Since) });
            if (filter.Feeds is not null)
                parameters.Add("feeds", StorageJson.Numbers(filter.Feeds));
            foreach (var (i, word) in query.Feeds.Index())
                parameters.Add($"feed{i}", StorageJson.Numbers(new FeedStore(database).Find(word).Select(f => f.Id)));
            foreach (var (i, tag) in Tags(query, filter).Index())
                parameters.Add($"tag{i}", tag);
            return parameters;
        }
    }

    private static ImmutableArray<string> Tags(SearchQuery query, ArticleFilter filter) => filter.Tag is { } tag ? query.Tags.Add(tag) : query.Tags;

    // Names of parameters are ours: no text of a query is ever part of a statement.
    private static string Carried(string parameter, bool isWanted) => isWanted
        ? $" AND EXISTS (SELECT 1 FROM article_sources s WHERE s.article_id = a.id AND s.feed_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@{parameter}) j))"
        : "";

    private static string Tagged(string parameter) =>
        $" AND (EXISTS (SELECT 1 FROM article_sources s JOIN feeds t ON t.id = s.feed_id, json_each(t.tags) tag WHERE s.article_id = a.id AND tag.atom = @{parameter})"
        + $" OR EXISTS (SELECT 1 FROM json_each(a.tags) tag WHERE tag.atom = @{parameter}))";

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;

    private sealed record Candidate
    {
        public long Id { get; init; }
        public string? Title { get; init; }
        public DateTimeOffset PublishedAt { get; init; }
    }
}
