using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Aggregator.Fetching;

namespace Aggregator.Parsing.Feeds;

/// <summary>
/// Hashes all fields of an entry in one pooled buffer. Every field has its length in front, so that text cannot move from one field into the next unseen.
/// </summary>
internal static class Fingerprinter
{
    public static ParsedEntry Stamp(ParsedEntry entry) => entry with { Fingerprint = Of(entry) };

    private static Hash128 Of(ParsedEntry entry)
    {
        var buffer = new Buffer();
        try
        {
            buffer.Add(entry.Id);
            buffer.Add(entry.Url);
            buffer.Add(entry.Title);
            buffer.Add(entry.Summary);
            buffer.Add(entry.Content);
            buffer.Add(entry.Published?.UtcTicks ?? -1);
            buffer.Add(entry.Updated?.UtcTicks ?? -1);
            buffer.Add(entry.Language);
            buffer.Add(entry.ImageUrl);
            buffer.Add(entry.CommentsUrl);
            buffer.Add(entry.Authors.Length);
            foreach (var author in entry.Authors)
            {
                buffer.Add(author.Name);
                buffer.Add(author.Email);
                buffer.Add(author.Url);
            }

            buffer.Add(entry.Categories.Length);
            foreach (var category in entry.Categories)
                buffer.Add(category);
            buffer.Add(entry.Enclosures.Length);
            foreach (var enclosure in entry.Enclosures)
            {
                buffer.Add(enclosure.Url);
                buffer.Add(enclosure.Type);
                buffer.Add(enclosure.Length ?? -1);
            }

            buffer.Add(entry.Extra);
            return Hash128.Of(buffer.Written);
        }
        finally
        {
            buffer.Return();
        }
    }

    private struct Buffer()
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4_096);
        private int _used;

        public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

        public void Add(long number)
        {
            Reserve(sizeof(long));
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_used), number);
            _used += sizeof(long);
        }

        public void Add(string? text)
        {
            if (text is null)
            {
                Add(-1);
                return;
            }

            Add(text.Length);
            Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
            _used += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(_used));
        }

        public void Add(ParsedText? text)
        {
            Add(text?.Value);
            if (text is null)
                return;
            Add((long)text.Form);
            Add(text.Base?.AbsoluteUri);
        }

        public readonly void Return() => ArrayPool<byte>.Shared.Return(_bytes);

        private void Reserve(int more)
        {
            if (_bytes.Length - _used >= more)
                return;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _used + more));
            _bytes.AsSpan(0, _used).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
