using System.Collections.Immutable;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Polling;

/// <summary>All entries of a document in its order: those that were read, and what is known of those that were skipped.</summary>
internal sealed class DocumentEntries
{
    private readonly ParsedFeed _feed;

    /// <param name="feed">What was read.</param>
    /// <param name="memory">Of the document before, which the skipped entries are of.</param>
    /// <param name="before">The fingerprints of that document.</param>
    public DocumentEntries(ParsedFeed feed, DocumentMemory memory, IReadOnlyList<Hash128> before)
    {
        _feed = feed;
        // Half an entry is another one than the whole that the next visit brings.
        Read = feed.Diagnostics.Any(d => d.Code == DiagnosticCode.EntryCutOff) && feed.Entries is [.. var whole, _] ? whole : feed.Entries;
        var count = Read.Length + feed.EntryCount - feed.Entries.Length;
        var (fingerprints, keys) = (ImmutableArray.CreateBuilder<Hash128>(count), ImmutableArray.CreateBuilder<EntryKeys>(count));
        var read = 0;
        for (var i = 0; i < count; i++)
        {
            var place = feed.Skipped.IsEmpty ? -1 : feed.Skipped[i];
            fingerprints.Add(place < 0 ? Read[read].Fingerprint : before[place]);
            keys.Add(place < 0 ? KeysOf(Read[read]) : memory.Keys[place]);
            if (place < 0)
                read++;
        }

        Fingerprints = fingerprints.MoveToImmutable();
        Keys = keys.MoveToImmutable();
    }

    /// <summary>Those that were read.</summary>
    public ImmutableArray<ParsedEntry> Read { get; }

    /// <summary>Of all.</summary>
    public ImmutableArray<Hash128> Fingerprints { get; }

    /// <summary>Of all.</summary>
    public ImmutableArray<EntryKeys> Keys { get; }

    public int Count => Fingerprints.Length;

    /// <summary>For the next document.</summary>
    public byte[]? Memory => _feed.Slices is { } slices && slices.Hashes.Length == Count ? new DocumentMemory(slices, Keys).Write() : null;

    public static EntryKeys KeysOf(ParsedEntry entry) => EntryKeys.Of(entry.Id, entry.Url is null ? null : CanonicalUrl.Of(entry.Url));
}
