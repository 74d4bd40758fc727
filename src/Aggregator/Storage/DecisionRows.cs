using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json.Serialization.Metadata;
using Aggregator.Deduplicating;
using Aggregator.Normalizing;
using Aggregator.Storage.Edits;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Repairs;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Turns the decisions about one document after the other into rows: articles, revisions, sources, keys, and at last the changes.</summary>
internal sealed class DecisionRows(Database database, DbConnection connection, DbTransaction transaction, Counters counters, int revisionsKept) : IDisposable
{
    private readonly RowInsert _articles = database.Insert(connection, transaction, Articles);
    private readonly RowInsert _sources = database.Insert(connection, transaction, Sources);
    private readonly RowInsert _keys = database.Insert(connection, transaction, Keys);
    private readonly JsonRows _revised = new();
    private readonly ChangeRows _changes = new(database, connection, transaction, counters);
    private readonly List<long> _createdIds = [];
    private readonly List<(string Kind, long Article)> _changed = [];
    private readonly Dictionary<long, long> _revisions = [];
    private readonly Dictionary<long, Sighting> _sightings = [];
    private readonly Dictionary<long, DateTimeOffset> _published = [];
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
        new RepairRows(connection, transaction).Record(feed, decisions, now);
        var (created, updated) = (_createdIds.Count, revisions.Count);

        // Articles first: the rest refers to them.
        _articles.Send();
        if (_revised.Count > 0)
        {
            foreach (var (id, revision) in connection.Query<Revision>(UpdateArticles, new { rows = _revised.Take(), now }, transaction))
                _revisions[id] = revision;
        }
        foreach (var (article, sighting) in _sightings)
            AddSource(feed, article, sighting, now);
        _sources.Send();
        _keys.Send();
        foreach (var (kind, article) in _changed)
            _changes.Add(kind, article, feed, _revisions.GetValueOrDefault(article, 1), now);
        _createdIds.Clear();
        _changed.Clear();
        _revisions.Clear();
        _sightings.Clear();
        _published.Clear();
        return (created, updated);
    }

    public void Dispose()
    {
        _articles.Dispose();
        _revised.Dispose();
        _sources.Dispose();
        _keys.Dispose();
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
            _keys.Add(feed).Add((long)key.Kind).Add(key.Hash).Add(id).End();
    }

    private long AddCreated(long feed, Decision.Created created, DateTimeOffset now)
    {
        var id = counters.NextArticle();
        _allCreated.Add(new WrittenArticle(id, feed, created.Sighting.Draft, created.PublishedAt, now));
        _createdIds.Add(id);
        InsertArticle(feed, id, created, now);
        _changed.Add(("created", id));
        return id;
    }

    private long AddRevised(long feed, Decision.Revised revised, bool isRevision, DateTimeOffset now)
    {
        var id = revised.Article.Id;
        _allRevised.Add(new WrittenArticle(id, feed, revised.Sighting.Draft, now, now));
        // What changed by itself is taken over as well, or it would be compared again with every poll; but nobody is told.
        ReviseArticle(id, revised.Sighting.Draft, isRevision);
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

    private void AddSource(long feed, long article, Sighting sighting, DateTimeOffset now) =>
        _sources.Add(feed).Add(article).Add(sighting.Guid).Add(sighting.Link).Add(sighting.Draft.Guid).Add(sighting.Draft.Url)
            .Add(sighting.Draft.RawFingerprint).Add(now).Add(_published.TryGetValue(article, out var at) ? at : DateTimeOffset.UnixEpoch).End();

    private void InsertArticle(long feed, long id, Decision.Created created, DateTimeOffset now)
    {
        var draft = created.Sighting.Draft;
        _articles.Add(id)
            .Add(feed)
            .Add(draft.Url)
            .Add(draft.Title)
            .Add(draft.Summary)
            .Add(draft.Content)
            .Add(draft.Language)
            .Add(draft.ImageUrl)
            .Add(draft.CommentsUrl);
        AddJson(_articles, draft.Authors, StorageJson.Columns.IEnumerablePerson);
        AddJson(_articles, draft.Categories, StorageJson.Columns.IEnumerableString);
        AddJson(_articles, draft.Enclosures, StorageJson.Columns.IEnumerableEnclosure);
        AddJson(_articles.Add(draft.Extra), draft.Tags, StorageJson.Columns.IEnumerableString);
        _articles.Add(draft.Updated)
            .Add(draft.ContentFingerprint)
            .Add(draft.RevisionFingerprint)
            .Add(created.PublishedAt)
            .Add(created.Dated ? 1 : 0)
            .Add(now)
            .Add(now)
            .Add(1)
            .End();
        _published[id] = created.PublishedAt;
    }

    /// <summary>Most lists are empty.</summary>
    private static void AddJson<T>(RowInsert row, ImmutableArray<T> list, JsonTypeInfo<IEnumerable<T>> type)
    {
        if (list.IsEmpty)
            row.Add("[]");
        else
            row.AddJson(list, type);
    }

    private void ReviseArticle(long id, ArticleDraft draft, bool isRevision) => _revised.Begin()
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
        .Add(draft.RevisionFingerprint)
        .Add(isRevision ? 1 : 0)
        .AddJson(draft.Tags, StorageJson.Columns.IEnumerableString)
        .End();

    private static readonly InsertText Articles = new(
        "articles", "",
        InsertColumn.Number("id"), InsertColumn.Number("feed_id"), InsertColumn.Text("url"), InsertColumn.Text("title"), InsertColumn.Text("summary"),
        InsertColumn.Text("content"), InsertColumn.Text("language"), InsertColumn.Text("image_url"), InsertColumn.Text("comments_url"), InsertColumn.Text("authors"),
        InsertColumn.Text("categories"), InsertColumn.Text("enclosures"), InsertColumn.Text("extra"), InsertColumn.Text("tags"), InsertColumn.Number("updated_at"),
        InsertColumn.Bytes("content_fingerprint"), InsertColumn.Bytes("revision_fingerprint"), InsertColumn.Number("published_at"), InsertColumn.Number("dated"),
        InsertColumn.Number("seen_at"), InsertColumn.Number("changed_at"), InsertColumn.Number("revision"));

    /// <summary>A source without a publishing date gets its article's by a trigger.</summary>
    private static readonly InsertText Sources = new(
        "article_sources",
        """
        ON CONFLICT (feed_id, article_id) DO UPDATE SET
          guid_hash = excluded.guid_hash, link_hash = excluded.link_hash, guid = excluded.guid, url = excluded.url, fingerprint = excluded.fingerprint
        """,
        InsertColumn.Number("feed_id"), InsertColumn.Number("article_id"), InsertColumn.Bytes("guid_hash"), InsertColumn.Bytes("link_hash"), InsertColumn.Text("guid"),
        InsertColumn.Text("url"), InsertColumn.Bytes("fingerprint"), InsertColumn.Number("seen_at"), InsertColumn.Number("published_at"));

    /// <summary>The first article to own a key keeps it.</summary>
    private static readonly InsertText Keys = new(
        "article_keys", "ON CONFLICT DO NOTHING",
        InsertColumn.Number("feed_id"), InsertColumn.Number("kind"), InsertColumn.Bytes("hash"), InsertColumn.Number("article_id"));

    /// <summary>The publishing date is frozen; everything else follows the publisher.</summary>
    private const string UpdateArticles = """
        UPDATE articles SET url = r.value ->> 1, title = r.value ->> 2, summary = r.value ->> 3, content = r.value ->> 4, language = r.value ->> 5,
          image_url = r.value ->> 6, comments_url = r.value ->> 7, authors = r.value ->> 8, categories = r.value ->> 9,
          enclosures = r.value ->> 10, extra = r.value ->> 11, updated_at = COALESCE(CAST(r.value ->> 12 AS BIGINT), updated_at),
          content_fingerprint = unhex(r.value ->> 13), revision_fingerprint = unhex(r.value ->> 14),
          changed_at = CASE CAST(r.value ->> 15 AS BIGINT) WHEN 1 THEN @now ELSE changed_at END,
          tags = r.value ->> 16, revision = revision + CAST(r.value ->> 15 AS BIGINT), noise_edits = noise_edits + 1 - CAST(r.value ->> 15 AS BIGINT)
        FROM json_each(@rows) r
        WHERE articles.id = CAST(r.value ->> 0 AS BIGINT)
        RETURNING articles.id, articles.revision AS number
        """;

    internal sealed record Revision(long Id, long Number);
}
