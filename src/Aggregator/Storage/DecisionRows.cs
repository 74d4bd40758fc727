using System.Data;
using System.Text.Json;
using Aggregator.Deduplicating;
using Aggregator.Normalizing;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Turns the decisions about one document into rows: articles, revisions, sources, keys and changes.</summary>
internal sealed class DecisionRows(IDbConnection connection, IDbTransaction transaction, Counters counters, long feed, DateTimeOffset now)
{
    private readonly List<object> _articles = [];
    private readonly List<object> _revised = [];
    private readonly List<object> _sources = [];
    private readonly List<object> _keys = [];
    private readonly List<object> _changes = [];
    private readonly List<long> _createdIds = [];

    public int Created => _articles.Count;

    public int Updated => _revised.Count;

    public void Write(IEnumerable<Decision> decisions)
    {
        foreach (var decision in decisions)
            Add(decision);

        // Articles first: the rest refers to them.
        Execute(InsertArticle, _articles);
        Execute(KeepRevision, _revised);
        Execute(UpdateArticle, _revised);
        Execute(UpsertSource, _sources);
        Execute(InsertKey, _keys);
        Execute(InsertChange, _changes);
    }

    private void Add(Decision decision)
    {
        var id = decision switch
        {
            Decision.Created created => AddCreated(created),
            Decision.Revised revised => AddRevised(revised),
            Decision.Sourced sourced => StoredId(sourced.Article),
            Decision.Resighted resighted => StoredId(resighted.Article),
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
        // A source row is written when the feed is new to the article or calls it by another name now.
        if (decision is not Decision.Resighted || decision.NewKeys.Length > 0)
            AddSource(id, decision.Sighting);
        foreach (var key in decision.NewKeys)
            _keys.Add(new { feed, kind = (int)key.Kind, hash = key.Hash.ToBytes(), article = id });
    }

    private long AddCreated(Decision.Created created)
    {
        var id = counters.NextArticle();
        _createdIds.Add(id);
        _articles.Add(Article(created.Sighting.Draft, id, created.PublishedAt, created.Dated));
        AddChange("created", id, 1);
        return id;
    }

    private long AddRevised(Decision.Revised revised)
    {
        _revised.Add(Article(revised.Sighting.Draft, revised.Article.Id, default, false));
        AddChange("updated", revised.Article.Id, null);
        return revised.Article.Id;
    }

    /// <summary>Provisional numbers of articles created a moment ago are negative and count from -1.</summary>
    private long StoredId(KnownArticle article) => article.Id > 0 ? article.Id : _createdIds[(int)(-article.Id - 1)];

    private void AddSource(long article, Sighting sighting) => _sources.Add(new
    {
        feed,
        article,
        guidHash = sighting.Guid?.ToBytes(),
        linkHash = sighting.Link?.ToBytes(),
        guid = sighting.Draft.Guid,
        url = sighting.Draft.Url,
        now,
    });

    private void AddChange(string kind, long article, int? revision) =>
        _changes.Add(new { number = counters.NextChange(), kind, article, feed, revision, now });

    private object Article(ArticleDraft draft, long id, DateTimeOffset publishedAt, bool dated) => new
    {
        id,
        feed,
        draft.Url,
        draft.Title,
        draft.Summary,
        draft.Content,
        draft.Language,
        draft.ImageUrl,
        draft.CommentsUrl,
        authors = JsonSerializer.Serialize(draft.Authors, StorageJson.Columns.IEnumerablePerson),
        categories = JsonSerializer.Serialize(draft.Categories, StorageJson.Columns.IEnumerableString),
        enclosures = JsonSerializer.Serialize(draft.Enclosures, StorageJson.Columns.IEnumerableEnclosure),
        draft.Extra,
        publishedAt,
        dated = dated ? 1 : 0,
        draft.Updated,
        now,
        contentFingerprint = draft.ContentFingerprint.ToBytes(),
        revisionFingerprint = draft.RevisionFingerprint.ToBytes(),
    };

    private void Execute(string sql, List<object> rows)
    {
        if (rows.Count > 0)
            connection.Execute(sql, rows, transaction);
    }

    private const string InsertArticle = """
        INSERT INTO articles (id, feed_id, url, title, summary, content, language, image_url, comments_url, authors, categories, enclosures,
          extra, published_at, dated, updated_at, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint)
        VALUES (@id, @feed, @Url, @Title, @Summary, @Content, @Language, @ImageUrl, @CommentsUrl, @authors, @categories, @enclosures,
          @Extra, @publishedAt, @dated, @Updated, @now, @now, 1, @contentFingerprint, @revisionFingerprint)
        """;

    private const string KeepRevision = """
        INSERT INTO revisions (article_id, revision, replaced_at, url, title, summary, content, authors, categories, enclosures)
        SELECT id, revision, @now, url, title, summary, content, authors, categories, enclosures FROM articles WHERE id = @id
        """;

    /// <summary>The publishing date is frozen; everything else follows the publisher.</summary>
    private const string UpdateArticle = """
        UPDATE articles SET url = @Url, title = @Title, summary = @Summary, content = @Content, language = @Language, image_url = @ImageUrl,
          comments_url = @CommentsUrl, authors = @authors, categories = @categories, enclosures = @enclosures, extra = @Extra,
          updated_at = COALESCE(@Updated, updated_at), changed_at = @now, revision = revision + 1,
          content_fingerprint = @contentFingerprint, revision_fingerprint = @revisionFingerprint
        WHERE id = @id
        """;

    private const string UpsertSource = """
        INSERT INTO article_sources (feed_id, article_id, guid_hash, link_hash, guid, url, seen_at)
        VALUES (@feed, @article, @guidHash, @linkHash, @guid, @url, @now)
        ON CONFLICT (feed_id, article_id) DO UPDATE SET
          guid_hash = excluded.guid_hash, link_hash = excluded.link_hash, guid = excluded.guid, url = excluded.url
        """;

    /// <summary>The first article to own a key keeps it.</summary>
    private const string InsertKey =
        "INSERT INTO article_keys (feed_id, kind, hash, article_id) VALUES (@feed, @kind, @hash, @article) ON CONFLICT DO NOTHING";

    private const string InsertChange = """
        INSERT INTO changes (number, kind, article_id, feed_id, revision, at)
        VALUES (@number, @kind, @article, @feed, COALESCE(@revision, (SELECT revision FROM articles WHERE id = @article)), @now)
        """;
}
