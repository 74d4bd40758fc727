using System.Collections.Frozen;
using System.Data;
using System.Data.Common;
using Aggregator.Deduplicating;
using Aggregator.Normalizing;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Repairs;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Turns the decisions about one document after the other into rows: articles, revisions, sources, keys, and at last the changes.</summary>
internal sealed class DecisionRows(DbConnection connection, DbTransaction transaction, Counters counters, int revisionsKept) : IDisposable
{
    private readonly JsonRows _articles = new();
    private readonly JsonRows _revised = new();
    private readonly JsonRows _sources = new();
    private readonly JsonRows _keys = new();
    private readonly JsonRows _tags = new();
    private readonly RepeatedStatement _insertArticles = Statement(connection, transaction, InsertArticles);
    private readonly RepeatedStatement _updateTags = Statement(connection, transaction, UpdateTags);
    private readonly RepeatedStatement _upsertSources = Statement(connection, transaction, UpsertSources);
    private readonly RepeatedStatement _insertKeys = Statement(connection, transaction, InsertKeys);
    private readonly ChangeRows _changes = new(connection, transaction, counters);
    private readonly List<long> _createdIds = [];
    private readonly List<(string Kind, long Article)> _changed = [];
    private readonly Dictionary<long, long> _revisions = [];
    private readonly Dictionary<long, Sighting> _sightings = [];
    private readonly List<WrittenArticle> _allCreated = [];
    private readonly List<WrittenArticle> _allRevised = [];
    private readonly List<long> _allSourced = [];

    /// <summary>What consumers will be told of this transaction.</summary>
    public ChangeRows Changes => _changes;

    /// <summary>All articles that were created since the beginning.</summary>
    public IReadOnlyList<WrittenArticle> Created => _allCreated;

    /// <summary>All revisions since the beginning.</summary>
    public IReadOnlyList<WrittenArticle> Revised => _allRevised;

    /// <summary>All articles that one more feed was found to carry since the beginning.</summary>
    public IReadOnlyCollection<long> Sourced => _allSourced;

    /// <returns>How many articles are new, and how many have a new revision.</returns>
    public (int Created, int Updated) Write(long feed, IReadOnlyCollection<Decision> decisions, DateTimeOffset now)
    {
        var revisions = KeepRevisions(decisions, now);
        foreach (var decision in decisions)
            Add(feed, decision, revisions, now);
        foreach (var (article, sighting) in _sightings)
            AddSource(article, sighting);
        new RepairRows(connection, transaction).Record(feed, decisions, now);
        var (created, updated) = (_articles.Count, revisions.Count);

        // Articles first: the rest refers to them.
        Execute(_insertArticles, _articles, feed, now);
        if (_revised.Count > 0)
        {
            foreach (var (id, revision) in connection.Query<(long, long)>(UpdateArticles, new { rows = _revised.Take(), now }, transaction))
                _revisions[id] = revision;
        }
        Execute(_updateTags, _tags, feed, now);
        Execute(_upsertSources, _sources, feed, now);
        Execute(_insertKeys, _keys, feed, now);
        foreach (var (kind, article) in _changed)
            _changes.Add(kind, article, feed, _revisions.GetValueOrDefault(article, 1), now);
        _createdIds.Clear();
        _changed.Clear();
        _revisions.Clear();
        _sightings.Clear();
        return (created, updated);
    }

    public void Dispose()
    {
        _articles.Dispose();
        _revised.Dispose();
        _sources.Dispose();
        _keys.Dispose();
        _changes.Dispose();
        _tags.Dispose();
        _insertArticles.Dispose();
        _updateTags.Dispose();
        _upsertSources.Dispose();
        _insertKeys.Dispose();
    }

    private void Add(long feed, Decision decision, IReadOnlySet<long> revisions, DateTimeOffset now)
    {
        var id = decision switch
        {
            Decision.Created created => AddCreated(feed, created, now),
            Decision.Revised revised => AddRevised(feed, revised, revisions.Contains(revised.Article.Id), now),
            Decision.Sourced sourced => AddSourced(StoredId(sourced.Article)),
            Decision.Resighted resighted => StoredId(resighted.Article),
            Decision.Forgotten forgotten => forgotten.Article.Id,
            _ => throw new ArgumentOutOfRangeException(nameof(decision)),
        };
        // Of two names in one document the last stays.
        if (decision is not Decision.Forgotten)
            _sightings[id] = decision.Sighting;
        foreach (var key in decision.NewKeys)
            _keys.Begin().Add((int)key.Kind).Add(key.Hash).Add(id).End();
    }

    private long AddCreated(long feed, Decision.Created created, DateTimeOffset now)
    {
        var id = counters.NextArticle();
        _allCreated.Add(new WrittenArticle(id, feed, created.Sighting.Draft, created.PublishedAt, now));
        _createdIds.Add(id);
        AddArticle(_articles, id, created.Sighting.Draft).Add(created.PublishedAt).Add(created.Dated ? 1 : 0).End();
        if (!created.Sighting.Draft.Tags.IsEmpty)
            AddTags(id, created.Sighting.Draft);
        _changed.Add(("created", id));
        return id;
    }

    private long AddRevised(long feed, Decision.Revised revised, bool isRevision, DateTimeOffset now)
    {
        var id = revised.Article.Id;
        _allRevised.Add(new WrittenArticle(id, feed, revised.Sighting.Draft, now, now));
        // What changed by itself is taken over as well, or it would be compared again with every poll; but nobody is told.
        AddArticle(_revised, id, revised.Sighting.Draft).Add(isRevision ? 1 : 0).End();
        AddTags(id, revised.Sighting.Draft);
        if (isRevision)
            _changed.Add(("updated", id));
        return id;
    }

    private long AddSourced(long id)
    {
        _allSourced.Add(id);
        return id;
    }

    private IReadOnlySet<long> KeepRevisions(IReadOnlyCollection<Decision> decisions, DateTimeOffset now)
    {
        var revised = decisions.OfType<Decision.Revised>().ToList();
        return revised.Count == 0 ? FrozenSet<long>.Empty : new RevisionRows(connection, transaction, revisionsKept).Keep(revised, now);
    }

    /// <summary>Provisional numbers of articles created a moment ago are negative and count from -1.</summary>
    private long StoredId(KnownArticle article) => article.Id > 0 ? article.Id : _createdIds[(int)(-article.Id - 1)];

    private void AddSource(long article, Sighting sighting) =>
        _sources.Begin().Add(article).Add(sighting.Guid).Add(sighting.Link).Add(sighting.Draft.Guid).Add(sighting.Draft.Url)
            .Add(sighting.Draft.RawFingerprint).End();

    private void AddTags(long article, ArticleDraft draft) => _tags.Begin().Add(article).AddJson(draft.Tags, StorageJson.Columns.IEnumerableString).End();

    private static JsonRows AddArticle(JsonRows rows, long id, ArticleDraft draft) => rows.Begin()
        .Add(id)
        .Add(draft.Url)
        .Add(draft.Title)
        .Add(draft.Summary)
        .Add(draft.Content)
        .Add(draft.Language)
        .Add(draft.ImageUrl)
        .Add(draft.CommentsUrl)
        .AddJson(draft.Authors, StorageJson.Columns.IEnumerablePerson)
        .AddJson(draft.Categories, StorageJson.Columns.IEnumerableString)
        .AddJson(draft.Enclosures, StorageJson.Columns.IEnumerableEnclosure)
        .Add(draft.Extra)
        .Add(draft.Updated)
        .Add(draft.ContentFingerprint)
        .Add(draft.RevisionFingerprint);

    private static RepeatedStatement Statement(DbConnection connection, DbTransaction transaction, string text) =>
        new(connection, transaction, text, ("rows", DbType.String), ("feed", DbType.Int64), ("now", DbType.Int64));

    private static void Execute(RepeatedStatement statement, JsonRows rows, long feed, DateTimeOffset now)
    {
        if (rows.Count > 0)
            statement.Run(rows.Take(), feed, now.ToUnixTimeMilliseconds());
    }

    private const string InsertArticles = """
        INSERT INTO articles (id, feed_id, url, title, summary, content, language, image_url, comments_url, authors, categories, enclosures,
          extra, updated_at, content_fingerprint, revision_fingerprint, published_at, dated, seen_at, changed_at, revision)
        SELECT CAST(r.value ->> 0 AS BIGINT), @feed, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6,
          r.value ->> 7, r.value ->> 8, r.value ->> 9, r.value ->> 10, r.value ->> 11,
          CAST(r.value ->> 12 AS BIGINT), unhex(r.value ->> 13), unhex(r.value ->> 14), CAST(r.value ->> 15 AS BIGINT), CAST(r.value ->> 16 AS BIGINT),
          @now, @now, 1
        FROM json_each(@rows) r
        """;

    /// <summary>The publishing date is frozen; everything else follows the publisher.</summary>
    private const string UpdateArticles = """
        UPDATE articles SET url = r.value ->> 1, title = r.value ->> 2, summary = r.value ->> 3, content = r.value ->> 4, language = r.value ->> 5,
          image_url = r.value ->> 6, comments_url = r.value ->> 7, authors = r.value ->> 8, categories = r.value ->> 9,
          enclosures = r.value ->> 10, extra = r.value ->> 11, updated_at = COALESCE(CAST(r.value ->> 12 AS BIGINT), updated_at),
          content_fingerprint = unhex(r.value ->> 13), revision_fingerprint = unhex(r.value ->> 14),
          changed_at = CASE CAST(r.value ->> 15 AS BIGINT) WHEN 1 THEN @now ELSE changed_at END,
          revision = revision + CAST(r.value ->> 15 AS BIGINT), noise_edits = noise_edits + 1 - CAST(r.value ->> 15 AS BIGINT)
        FROM json_each(@rows) r
        WHERE articles.id = CAST(r.value ->> 0 AS BIGINT)
        RETURNING articles.id, articles.revision
        """;

    /// <summary>Apart from the rest, since few articles have any.</summary>
    private const string UpdateTags = """
        UPDATE articles SET tags = r.value ->> 1 FROM json_each(@rows) r WHERE articles.id = CAST(r.value ->> 0 AS BIGINT)
        """;

    private const string UpsertSources = """
        INSERT INTO article_sources (feed_id, article_id, guid_hash, link_hash, guid, url, fingerprint, seen_at)
        SELECT @feed, CAST(r.value ->> 0 AS BIGINT), unhex(r.value ->> 1), unhex(r.value ->> 2), r.value ->> 3, r.value ->> 4, unhex(r.value ->> 5), @now
        FROM json_each(@rows) r
        WHERE true
        ON CONFLICT (feed_id, article_id) DO UPDATE SET
          guid_hash = excluded.guid_hash, link_hash = excluded.link_hash, guid = excluded.guid, url = excluded.url, fingerprint = excluded.fingerprint
        """;

    /// <summary>The first article to own a key keeps it.</summary>
    private const string InsertKeys = """
        INSERT INTO article_keys (feed_id, kind, hash, article_id)
        SELECT @feed, CAST(r.value ->> 0 AS BIGINT), unhex(r.value ->> 1), CAST(r.value ->> 2 AS BIGINT)
        FROM json_each(@rows) r
        WHERE true
        ON CONFLICT DO NOTHING
        """;
}
