using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Dapper;

namespace Aggregator.Storage;

/// <summary>Tells whether a feed has had entries before.</summary>
internal sealed class SeenEntries(Database database)
{
    /// <summary>
    /// Which of these the feed had before an instant, by guid or link. Ids that an entry shares with another say nothing. What was purged since is
    /// known by its key alone, and from long ago.
    /// </summary>
    public IReadOnlySet<Sighting> Before(DateTimeOffset instant, long feed, IReadOnlyCollection<Sighting> sightings)
    {
        using var connection = database.Open();
        var guids = Known(KeyKind.Guid, sightings.Where(s => !s.GuidRepeated).Select(s => s.Guid));
        var links = Known(KeyKind.Link, sightings.Where(s => !s.LinkRepeated).Select(s => s.Link));
        return sightings.Where(s => (s.Guid is { } guid && guids.Contains(guid)) || (s.Link is { } link && links.Contains(link))).ToHashSet<Sighting>(ReferenceEqualityComparer.Instance);

        HashSet<Hash128> Known(KeyKind kind, IEnumerable<Hash128?> hashes) => connection.Query<Key>(
            """
            SELECT k.hash
            FROM json_each(@hashes) j
            JOIN article_keys k ON k.feed_id = @feed AND k.kind = @kind AND k.hash = unhex(j.atom)
            LEFT JOIN article_sources s ON s.feed_id = @feed AND s.article_id = k.article_id
            WHERE s.seen_at IS NULL OR s.seen_at < @instant
            """,
            new
            {
                feed,
                instant,
                kind = (int)kind,
                hashes = StorageJson.Texts(hashes.OfType<Hash128>().Select(hash => hash.ToString())),
            }).Select(key => Hash128.Read(key.Hash)).ToHashSet();
    }

    internal sealed record Key(byte[] Hash);
}
