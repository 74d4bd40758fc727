using System.Data.Common;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage.Keeping;

/// <summary>Tells which articles stay: what the last documents of their feeds still had would only come back, and what somebody starred is wanted.</summary>
internal sealed class ServedArticles(DbConnection connection)
{
    private readonly Dictionary<long, HashSet<Hash128>> _served = [];

    /// <summary>Those of the articles that no feed serves any more, and that nobody starred.</summary>
    public IReadOnlyList<long> Without(IReadOnlyList<long> articles, DbTransaction transaction)
    {
        var sources = connection.Query<Source>(
            """
            SELECT s.article_id AS article, s.feed_id AS feed, s.fingerprint
            FROM json_each(@ids) j JOIN article_sources s ON s.article_id = CAST(j.atom AS BIGINT) JOIN feeds f ON f.id = s.feed_id
            WHERE f.state <> 'retired'
            """,
            new { ids = StorageJson.Numbers(articles) },
            transaction);
        var served = sources.Where(s => IsServed(s.Article, s.Feed, s.Fingerprint, transaction)).Select(s => s.Article).ToHashSet();
        served.UnionWith(connection.Query<long>(
            "SELECT m.article_id FROM account_articles m WHERE m.is_starred = 1 AND m.article_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j)",
            new { ids = StorageJson.Numbers(articles) },
            transaction));
        return [.. articles.Where(id => !served.Contains(id))];
    }

    private bool IsServed(long article, long feed, byte[]? fingerprint, DbTransaction transaction)
    {
        if (!_served.TryGetValue(feed, out var served))
        {
            var blob = connection.ExecuteScalar<byte[]?>("SELECT fingerprints FROM feeds WHERE id = @feed", new { feed }, transaction);
            _served[feed] = served = [.. FingerprintBlob.Read(blob)];
        }
        if (fingerprint is not null)
            return served.Contains(Hash128.Read(fingerprint));
        // From before fingerprints were kept with sources: the latest are taken for served, as many as the document had entries.
        return connection.ExecuteScalar<long>(
            "SELECT COUNT(*) FROM (SELECT 1 FROM article_sources WHERE feed_id = @feed AND article_id > @article LIMIT @most) later",
            new { feed, article, most = served.Count },
            transaction) < served.Count;
    }

    internal sealed record Source(long Article, long Feed, byte[]? Fingerprint);
}
