using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Accounts;

/// <summary>
/// Reads streams of articles with what an account has read and starred of them. Read is what was marked, and else what lies below the number that was
/// marked for all, for one of its feeds: to mark a million articles writes a row a feed.
/// </summary>
internal sealed class AccountArticles(Database database)
{
    private const string IsRead = """
        COALESCE(m.is_read, CASE WHEN a.id <= @until OR EXISTS (
          SELECT 1 FROM article_sources o JOIN account_feeds h ON h.account = @Account AND h.feed_id = o.feed_id AND h.read_until >= o.article_id
          WHERE o.article_id = a.id) THEN 1 ELSE 0 END)
        """;

    private const string Marks = "LEFT JOIN account_articles m ON m.account = @Account AND m.article_id = a.id";

    public IReadOnlyList<MarkedArticle> Read(StreamQuery query)
    {
        using var connection = database.Open();
        var (until, floor) = Bounds(connection, query.Account);
        var tag = query.Stream as ArticleStream.OfTag;
        var order = query.OldestFirst ? "ASC" : "DESC";
        return connection.Query<Row>(
            $"""
            SELECT a.id, a.seen_at, {IsRead} AS is_read, COALESCE(m.is_starred, 0) AS is_starred
            FROM {Source(query.Stream)} {Marks}
            WHERE a.id > @floor {(query.After is null ? "" : query.OldestFirst ? "AND a.id > @After" : "AND a.id < @After")}
              {(query.Since is null ? "" : "AND a.seen_at >= @Since")} {(query.Until is null ? "" : "AND a.seen_at <= @Before")}
              {Wanted(IsRead, query.IsRead ?? (query.Stream is ArticleStream.Read ? true : null))} {Wanted("COALESCE(m.is_starred, 0)", query.IsStarred ?? (query.Stream is ArticleStream.Starred ? true : null))}
            ORDER BY a.id {order} LIMIT @Limit
            """,
            new
            {
                query.Account,
                until,
                // Nothing below is unread.
                floor = query.IsRead == false ? floor : 0,
                query.After,
                query.Since,
                Before = query.Until,
                query.Limit,
                feed = (query.Stream as ArticleStream.OfFeed)?.Feed ?? 0,
                tag = tag?.Tag,
                feeds = tag is null ? "[]" : StorageJson.Numbers(Tagged(connection, tag.Tag)),
            }).Select(row => row.ToArticle()).ToList();
    }

    /// <summary>As an account sees them, those that there are.</summary>
    public IReadOnlyDictionary<long, MarkedArticle> ByIds(string account, IReadOnlyCollection<long> ids)
    {
        using var connection = database.Open();
        return connection.Query<Row>(
            $"""
            SELECT a.id, a.seen_at, {IsRead} AS is_read, COALESCE(m.is_starred, 0) AS is_starred
            FROM articles a {Marks} WHERE a.id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j)
            """,
            new { Account = account, until = Bounds(connection, account).Until, ids = StorageJson.Numbers(ids) })
            .ToDictionary(row => row.Id, row => row.ToArticle());
    }

    /// <summary>Feeds with anything unread.</summary>
    public IReadOnlyList<UnreadCount> Unread(string account)
    {
        using var connection = database.Open();
        var (until, floor) = Bounds(connection, account);
        return connection.Query<UnreadCount>(
            $"""
            SELECT s.feed_id, COUNT(*) AS articles, MAX(a.seen_at) AS newest_at
            FROM article_sources s JOIN feeds f ON f.id = s.feed_id AND f.state <> 'retired' JOIN articles a ON a.id = s.article_id {Marks}
            WHERE s.article_id > @floor AND {IsRead} = 0
            GROUP BY s.feed_id
            """,
            new { Account = account, until, floor }).AsList();
    }

    /// <summary>The number up to which all is read, and the number below which nothing is unread.</summary>
    private static (long Until, long Floor) Bounds(DbConnection connection, string account)
    {
        var until = connection.ExecuteScalar<long?>("SELECT read_until FROM accounts WHERE name = @account", new { account }) ?? 0;
        var least = connection.ExecuteScalar<long?>(
            "SELECT MIN(COALESCE(h.read_until, 0)) FROM feeds f LEFT JOIN account_feeds h ON h.account = @account AND h.feed_id = f.id WHERE f.state <> 'retired'",
            new { account }) ?? 0;
        var kept = connection.ExecuteScalar<long?>("SELECT MIN(article_id) FROM account_articles WHERE account = @account AND is_read = 0", new { account }) ?? long.MaxValue;
        return (until, Math.Min(Math.Max(until, least), kept - 1));
    }

    private static string Source(ArticleStream stream) => stream switch
    {
        ArticleStream.OfFeed => "article_sources s JOIN articles a ON s.feed_id = @feed AND a.id = s.article_id",
        ArticleStream.OfTag => """
            (SELECT s.article_id FROM article_sources s WHERE s.feed_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@feeds) j)
             UNION SELECT t.id FROM articles t WHERE t.tags <> '[]' AND EXISTS (SELECT 1 FROM json_each(t.tags) own WHERE own.atom = @tag)) s
            JOIN articles a ON a.id = s.article_id
            """,
        ArticleStream.Starred => "(SELECT x.article_id FROM account_articles x WHERE x.account = @Account AND x.is_starred = 1) s JOIN articles a ON a.id = s.article_id",
        _ => "articles a",
    };

    private static string Wanted(string expression, bool? wanted) => wanted is { } value ? $"AND {expression} = {(value ? 1 : 0)}" : "";

    private static List<long> Tagged(DbConnection connection, string tag) => connection.Query<long>(
        "SELECT f.id FROM feeds f WHERE f.state <> 'retired' AND EXISTS (SELECT 1 FROM json_each(f.tags) tag WHERE tag.atom = @tag)", new { tag }).AsList();

    internal sealed record Row
    {
        public long Id { get; init; }
        public DateTimeOffset SeenAt { get; init; }
        public long IsRead { get; init; }
        public long IsStarred { get; init; }

        public MarkedArticle ToArticle() => new() { Id = Id, SeenAt = SeenAt, IsRead = IsRead != 0, IsStarred = IsStarred != 0 };
    }
}
