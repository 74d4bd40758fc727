using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using Aggregator.Deduplicating.Stories;
using Dapper;

namespace Aggregator.Storage.Stories;

/// <summary>
/// The stored index of stories, as far as the values of one batch go: read before it is decided, written behind. A value's list holds no more articles than
/// a look-up heeds, so that what stands in every article costs no more than what is rare.
/// </summary>
internal sealed class BandRows(DbConnection connection, DbTransaction transaction)
{
    private readonly Dictionary<(BandKind Kind, long Period, long Value), List<StoryPlace>> _lists = [];

    /// <summary>Reads this period and the one before of all values of the articles into the index.</summary>
    public void Load(IReadOnlyCollection<StoryArticle> articles, StoryIndex index)
    {
        foreach (var kind in new[] { BandKind.Shingle, BandKind.Term })
        {
            foreach (var period in articles.GroupBy(article => BandPeriod.Of(kind, article.SeenAt)))
                Load(kind, period.Key, period.SelectMany(article => Values(kind, article)));
        }
        var seen = new HashSet<(BandKind, long, long)>();
        foreach (var ((kind, _, value), places) in _lists.OrderBy(list => list.Key.Period))
        {
            foreach (var place in places.Where(place => seen.Add((kind, value, place.Article))))
                index.Add(kind, value, place);
        }
    }

    /// <summary>Adds the articles behind what was read.</summary>
    public void Write(IReadOnlyCollection<StoryArticle> articles)
    {
        foreach (var kind in new[] { BandKind.Shingle, BandKind.Term })
        {
            foreach (var period in articles.GroupBy(article => BandPeriod.Of(kind, article.SeenAt)))
                Write(kind, period.Key, period);
        }
    }

    // CROSS: SQLite must go from the values to the index, not through all of a kind.
    private void Load(BandKind kind, long period, IEnumerable<long> values)
    {
        var wanted = values.Distinct().Select(BandList.WriteValue).Order(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
            return;
        var found = connection.Query<(long Period, byte[] Value, byte[] Articles)>(
            """
            SELECT b.period, b.value, b.articles FROM json_each(@wanted) j CROSS JOIN story_bands b
            WHERE b.kind = @kind AND b.period IN (@period, @before) AND b.value = unhex(j.atom)
            """,
            new { wanted = JsonSerializer.Serialize(wanted, StorageJson.Default.IEnumerableString), kind = (int)kind, period, before = period - 1 },
            transaction,
            buffered: false);
        foreach (var (at, value, list) in found)
            _lists[(kind, at, BandList.ReadValue(value))] = BandList.Read(list);
    }

    private void Write(BandKind kind, long period, IEnumerable<StoryArticle> articles)
    {
        var changed = new SortedSet<long>();
        foreach (var article in articles)
        {
            foreach (var value in Values(kind, article))
            {
                ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(_lists, (kind, period, value), out _);
                (places ??= new List<StoryPlace>(1)).Add(new StoryPlace(article.Order, article.Id, article.Feed));
                changed.Add(value);
            }
        }
        if (changed.Count == 0)
            return;
        // In the order of the index: neighbouring entries lie on one page.
        var rows = changed.Select(value => BandList.Write(value, Newest(kind, _lists[(kind, period, value)])));
        connection.Execute(
            """
            INSERT INTO story_bands (kind, period, value, articles)
            SELECT @kind, @period, unhex(SUBSTR(j.atom, 1, 12)), unhex(SUBSTR(j.atom, 13)) FROM json_each(@rows) j
            WHERE true
            ON CONFLICT (kind, period, value) DO UPDATE SET articles = excluded.articles
            """,
            new { rows = JsonSerializer.Serialize(rows, StorageJson.Default.IEnumerableString), kind = (int)kind, period },
            transaction);
    }

    private static ReadOnlySpan<StoryPlace> Newest(BandKind kind, List<StoryPlace> places) =>
        CollectionsMarshal.AsSpan(places)[Math.Max(0, places.Count - StoryIndex.MostArticles(kind))..];

    private static ImmutableArray<long> Values(BandKind kind, StoryArticle article) => kind == BandKind.Shingle ? article.Sketch.Bands : article.Sketch.Terms;
}
