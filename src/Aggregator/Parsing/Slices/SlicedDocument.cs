using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Aggregator.Fetching;
using Aggregator.Parsing.Decoding;
using Aggregator.Parsing.Feeds;

namespace Aggregator.Parsing.Slices;

/// <summary>A document that can be told apart into its entries and the rest without being parsed.</summary>
internal sealed class SlicedDocument
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<Range> _entries;
    private readonly Hash128[] _hashes;
    private readonly int _head;

    private SlicedDocument(ReadOnlyMemory<byte> bytes, int head, List<Range> entries)
    {
        (_bytes, _head, _entries) = (bytes, head, entries);
        _hashes = new Hash128[entries.Count];
        for (var i = 0; i < _hashes.Length; i++)
            _hashes[i] = Hash128.Of(bytes.Span[entries[i]]);
    }

    /// <summary>Null when it is not UTF-8, or not laid out plainly.</summary>
    public static SlicedDocument? Of(DecodedText document) =>
        document.Utf8 is { IsEmpty: false } bytes && EntryScanner.Find(bytes.Span) is var (head, entries) ? new SlicedDocument(bytes, head, entries) : null;

    /// <summary>For each entry its place among those of <paramref name="before"/>, or -1; null when none of them is there.</summary>
    public ImmutableArray<int>? PlacesIn(EntrySlices before)
    {
        var known = new Dictionary<Hash128, int>(before.Hashes.Length);
        for (var place = 0; place < before.Hashes.Length; place++)
        {
            if (before.Hashes[place] != default)
                known[before.Hashes[place]] = place;
        }

        var places = ImmutableArray.CreateBuilder<int>(_hashes.Length);
        foreach (var hash in _hashes)
            places.Add(known.GetValueOrDefault(hash, -1));
        return places.Any(place => place >= 0) ? places.MoveToImmutable() : null;
    }

    /// <summary>The document without the entries that have a place.</summary>
    public DecodedText Without(ImmutableArray<int> places, EncodingOrigin origin)
    {
        var rest = new ArrayBufferWriter<byte>();
        var read = 0;
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
                continue;
            rest.Write(_bytes.Span[read.._entries[i].Start]);
            read = _entries[i].End.Value;
        }

        rest.Write(_bytes.Span[read..]);
        return DecodedText.OfUtf8(rest.WrittenMemory, origin);
    }

    /// <summary>What the next document is compared with; null when the reader found other entries than those.</summary>
    /// <param name="reading">Of the whole document, or of what was left of it.</param>
    /// <param name="documentUrl">What relative URLs start from.</param>
    /// <param name="places">Of entries that were left out.</param>
    public EntrySlices? Slices(XmlReading reading, Uri? documentUrl, ImmutableArray<int> places)
    {
        var hashes = ImmutableArray.CreateBuilder<Hash128>(_hashes.Length);
        var read = 0;
        for (var i = 0; i < _hashes.Length; i++)
        {
            if (!places.IsDefault && places[i] >= 0)
                hashes.Add(_hashes[i]);
            else if (read < reading.IsSound.Length)
                hashes.Add(reading.IsSound[read++] ? _hashes[i] : default);
            else
                return null;
        }

        return read == reading.IsSound.Length ? new EntrySlices(Context(reading, documentUrl), hashes.MoveToImmutable()) : null;
    }

    private Hash128 Context(XmlReading reading, Uri? documentUrl)
    {
        // No URL has a line end in it.
        var around = $"{reading.Feed.Format}\n{documentUrl?.AbsoluteUri}\n{reading.ChannelLink?.AbsoluteUri}\n";
        return Hash128.Of([.. Encoding.UTF8.GetBytes(around), .. _bytes.Span[.._head]]);
    }
}
