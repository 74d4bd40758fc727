using System.Collections.Immutable;
using Aggregator.Fetching;

namespace Aggregator.Parsing.Slices;

/// <summary>
/// The entries of a document by their bytes. Whatever of it stands in the next document, byte for byte and under the same roof, says the same there and need not
/// be read again.
/// </summary>
/// <param name="Context">A hash of what entries mean besides their own bytes: the tags around them, the document's URL, the format, the channel's link.</param>
/// <param name="Hashes">One for each entry, in document order; 0 where an entry must be read each time, because something of it has to be noted each time.</param>
internal sealed record EntrySlices(Hash128 Context, ImmutableArray<Hash128> Hashes)
{
    /// <summary>Of a document that is read for the first time.</summary>
    public static EntrySlices None { get; } = new(default, []);
}
