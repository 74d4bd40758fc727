using System.Buffers.Binary;
using System.Collections.Immutable;
using Aggregator.Deduplicating;
using Aggregator.Fetching;
using Aggregator.Parsing;
using Aggregator.Parsing.Slices;

namespace Aggregator.Polling;

/// <summary>
/// The entries of a feed's last document, so that those of the next one that are the same to the byte need not be read: as bytes on the feed's row the context's
/// hash, then 32 bytes for each entry. Entry n is the one of the feed's n-th fingerprint.
/// </summary>
internal sealed record DocumentMemory(EntrySlices Slices, ImmutableArray<EntryKeys> Keys)
{
    /// <summary>A row is written with every poll: what stands further down in a long document is read each time.</summary>
    private const int MostEntries = 128;
    private const int EntryBytes = Hash128.Size + (2 * sizeof(ulong));

    public static DocumentMemory None { get; } = new(EntrySlices.None, []);

    public static DocumentMemory Read(byte[]? blob)
    {
        if (blob is null || blob.Length % EntryBytes != Hash128.Size)
            return None;
        var count = blob.Length / EntryBytes;
        var (hashes, keys) = (ImmutableArray.CreateBuilder<Hash128>(count), ImmutableArray.CreateBuilder<EntryKeys>(count));
        for (var entry = blob.AsSpan(Hash128.Size); entry.Length > 0; entry = entry[EntryBytes..])
        {
            hashes.Add(Hash128.Read(entry));
            keys.Add(new EntryKeys(BinaryPrimitives.ReadUInt64BigEndian(entry[16..]), BinaryPrimitives.ReadUInt64BigEndian(entry[24..])));
        }

        return new DocumentMemory(new EntrySlices(Hash128.Read(blob), hashes.MoveToImmutable()), keys.MoveToImmutable());
    }

    /// <summary>Whether a guid of an entry that was skipped stands there once more.</summary>
    public bool IsRepeatedIn(ParsedFeed document)
    {
        var skipped = new HashSet<ulong>();
        foreach (var place in document.Skipped)
        {
            if (place >= 0 && Keys[place].Guid is not 0 and var guid && !skipped.Add(guid))
                return true;
        }

        return skipped.Count > 0 && document.Entries.Any(entry => entry.Id is { } id && skipped.Contains(EntryKeys.Of(id, null).Guid));
    }

    /// <summary>Null when there is nothing to remember.</summary>
    public byte[]? Write()
    {
        var count = Math.Min(Keys.Length, MostEntries);
        if (count == 0)
            return null;
        var blob = new byte[Hash128.Size + (count * EntryBytes)];
        Slices.Context.Write(blob);
        for (var i = 0; i < count; i++)
        {
            var entry = blob.AsSpan(Hash128.Size + (i * EntryBytes));
            Slices.Hashes[i].Write(entry);
            BinaryPrimitives.WriteUInt64BigEndian(entry[16..], Keys[i].Guid);
            BinaryPrimitives.WriteUInt64BigEndian(entry[24..], Keys[i].Link);
        }

        return blob;
    }
}
