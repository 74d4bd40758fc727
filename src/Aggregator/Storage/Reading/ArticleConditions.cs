using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Aggregator.Storage.Search;
using Dapper;

namespace Aggregator.Storage.Reading;

/// <summary>
/// The SQL of one <see cref="ArticleQuery"/>: the walks through indexes of which its page is made, each with all conditions that the index does not answer.
/// Names of parameters are ours: no text of a query is ever part of a statement.
/// </summary>
internal sealed class ArticleConditions
{
    private readonly Database _database;
    private readonly ArticleQuery _query;
    private readonly ImmutableArray<string> _tags;
    private readonly string _rest;
    private readonly List<IReadOnlyList<string>> _marks;

    public ArticleConditions(Database database, ArticleQuery query, DbConnection connection)
    {
        (_database, _query) = (database, query);
        var words = query.Words;
        _tags = [.. words?.Tags ?? [], .. query.Tag is { } tag ? [tag] : Array.Empty<string>()];
        Parameters.Set("limit", query.Limit);
        Parameters.Set("at", query.After?.PublishedAt);
        Parameters.Set("id", query.After?.Id);
        Parameters.Set("since", Since());
        Parameters.Set("until", Until());
        Parameters.Set("Story", query.Story);
        var (named, tagged) = (NamedFeeds(connection), _tags.Select(wanted => TaggedFeeds(connection, wanted)).ToList());
        foreach (var (i, feeds) in named.Index())
            Parameters.Set($"feeds{i}", StorageJson.Numbers(feeds));
        foreach (var (i, feeds) in tagged.Index())
        {
            Parameters.Set($"tagged{i}", StorageJson.Numbers(feeds));
            Parameters.Set($"tag{i}", _tags[i]);
        }
        if (query.Language is { } language)
        {
            Parameters.Set("language", language.ToLowerInvariant());
            Parameters.Set("languages", language.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "-%");
        }
        _marks = [.. named.Select(SearchMarks.OfFeeds).Concat(_tags.Zip(tagged, SearchMarks.OfTag)).Append(SearchMarks.OfSpan(Since(), Until())).OfType<IReadOnlyList<string>>()];
        IsEmpty = named.Exists(feeds => feeds.Count == 0);
        IsOfTag = named.Count == 0 && tagged.Count > 0;
        Feeds = named.Count > 0 ? named[0] : tagged.Count > 0 ? tagged[0] : null;
        _rest = Published("a") + Story() + Language()
            + string.Concat(named.Select((_, i) => $" AND {Carried($"feeds{i}")}"))
            + string.Concat(_tags.Select((_, i) => $" AND ({Carried($"tagged{i}")} OR {OwnTag(i)})"));
    }

    public NamedValues Parameters { get; } = new();

    /// <summary>No article can be meant.</summary>
    public bool IsEmpty { get; }

    /// <summary>The feeds by whose lists the page can be found; null when feeds are not asked for.</summary>
    public IReadOnlyList<long>? Feeds { get; }

    /// <summary>Those feeds have a tag that articles may have by themselves, too.</summary>
    public bool IsOfTag { get; }

    public string OfAll() => $"SELECT a.published_at AS published_at, a.id AS id FROM articles a WHERE true{After("a.published_at", "a.id")}{_rest}";

    public string OfFeed(long feed)
    {
        var single = _query is { Language: null, Story: null } && _tags.Length + (_query.Source is null ? 0 : 1) + (_query.Feed is null ? 0 : 1) + (_query.Feeds is null ? 0 : 1) + (_query.Words?.Feeds.Length ?? 0) == 1;
        return string.Create(CultureInfo.InvariantCulture, $"""
            SELECT s.published_at AS published_at, s.article_id AS id FROM article_sources s{(single ? "" : " JOIN articles a ON a.id = s.article_id")}
            WHERE s.feed_id = {feed}{After("s.published_at", "s.article_id")}{Published("s")}{(single ? "" : _rest)}
            """);
    }

    /// <summary>Articles that have the tag themselves, whatever feed carries them.</summary>
    public string OfOwnTag() => $"SELECT a.published_at AS published_at, a.id AS id FROM articles a WHERE a.tags <> '[]' AND {OwnTag(0)}{After("a.published_at", "a.id")}{_rest}";

    public string OfLanguage(string language, int place)
    {
        Parameters.Set($"language{place}", language);
        return $"SELECT a.published_at AS published_at, a.id AS id FROM articles a WHERE a.language = @language{place}{After("a.published_at", "a.id")}{_rest}";
    }

    public string OfStory() =>
        $"SELECT a.published_at AS published_at, a.id AS id FROM story_members m JOIN articles a ON a.id = m.article_id WHERE m.story_id = @Story{After("a.published_at", "a.id")}{_rest}";

    /// <summary>Every condition, most of them answered by the index of words alone.</summary>
    public SearchConditions Asked => new(_query.Words!.Terms, _marks);

    /// <summary>What the index of words finds, the newest first.</summary>
    public List<T> Search<T>(DbConnection connection, IEnumerable<SearchProbe> probes, Func<SearchProbe, string> columns, Func<DbDataReader, T> read, int most)
    {
        var found = new List<T>();
        foreach (var probe in probes)
        {
            if (found.Count >= most)
                break;
            Parameters.Set("match", probe.Match);
            Parameters.Set("most", most - found.Count);
            found.AddRange(Parameters.Query(
                connection,
                $"""
                SELECT {columns(probe)} FROM {probe.From} JOIN {probe.Heads} ON a.id = {probe.Id}
                WHERE {probe.Condition}{(_query.After is null ? "" : $" AND {probe.Older}")}{_rest}
                ORDER BY {probe.Newest} LIMIT @most
                """,
                read));
        }
        return found;
    }

    private List<IReadOnlyList<long>> NamedFeeds(DbConnection connection)
    {
        var named = new List<IReadOnlyList<long>>();
        if (_query.Feed is { } feed)
            named.Add([feed]);
        if (_query.Feeds is { } feeds)
            named.Add(feeds);
        if (_query.Source is { } host)
            named.Add(connection.Query<long>("SELECT id FROM feeds WHERE host = @host OR SUBSTR(host, 1, LENGTH(@host) + 1) = @host || ':'", new { host = host.ToLowerInvariant() }).AsList());
        if (_query.Words is { Feeds: [_, ..] words })
        {
            var names = new FeedStore(_database).Names();
            named.AddRange(words.Select(word => names.Find(word).Select(found => found.Id).ToList()));
        }
        return named;
    }

    private static List<long> TaggedFeeds(DbConnection connection, string tag) => connection.Query<long>(
        "SELECT f.id FROM feeds f WHERE EXISTS (SELECT 1 FROM json_each(f.tags) tag WHERE tag.atom = @tag)", new { tag }).AsList();

    private string After(string publishedAt, string id) => _query.After is null ? "" : $" AND ({publishedAt}, {id}) < (@at, @id)";

    private string Published(string table) =>
        (Since() is null ? "" : $" AND {table}.published_at >= @since") + (Until() is null ? "" : $" AND {table}.published_at < @until");

    private DateTimeOffset? Since() => Later(_query.Words?.After, _query.Since);

    private DateTimeOffset? Until() => Earlier(_query.Words?.Before, _query.Until);

    private string Story() => _query.Story is null ? "" : " AND EXISTS (SELECT 1 FROM story_members w WHERE w.article_id = a.id AND w.story_id = @Story)";

    private string Language() => _query.Language is null ? "" : " AND (LOWER(a.language) = @language OR LOWER(a.language) LIKE @languages)";

    private static string Carried(string parameter) =>
        $"EXISTS (SELECT 1 FROM article_sources c WHERE c.article_id = a.id AND c.feed_id IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@{parameter}) j))";

    private static string OwnTag(int place) => $"EXISTS (SELECT 1 FROM json_each(a.tags) tag WHERE tag.atom = @tag{place})";

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one > other ? one : other;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
