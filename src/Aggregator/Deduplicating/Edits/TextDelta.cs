using System.IO.Compression;
using System.Text;

namespace Aggregator.Deduplicating.Edits;

/// <summary>
/// An earlier text as its difference from the one that replaced it: the words that only it has, and where the others stand in the later text. Compressed where that
/// is shorter. Reverse, so that the latest text is always whole, and the oldest can be dropped. Its form is stored.
/// </summary>
internal static class TextDelta
{
    private const byte Null = 0;
    private const byte Plain = 1;
    private const byte Compressed = 2;

    public static byte[] Write(string? earlier, string? later)
    {
        if (earlier is null)
            return [Null];
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            var (old, edited) = (WordDiff.Split(earlier), WordDiff.Split(later ?? ""));
            var at = 0;
            foreach (var run in WordDiff.Compare(edited, old))
            {
                // Seen from the later text: what it lacks is written, what it has on top is passed over.
                var text = string.Concat((run.Kind == DiffKind.Removed ? edited : old).GetRange(run.Start, run.Length));
                if (run.Kind == DiffKind.Added)
                {
                    writer.Write7BitEncodedInt(0);
                    writer.Write(text);
                    continue;
                }
                if (run.Kind == DiffKind.Same)
                {
                    writer.Write7BitEncodedInt(text.Length);
                    writer.Write7BitEncodedInt(at);
                }
                at += text.Length;
            }
        }
        return Pack(stream.ToArray());
    }

    /// <param name="delta">What <see cref="Write"/> gave.</param>
    /// <param name="later">The same later text.</param>
    public static string? Read(byte[] delta, string? later)
    {
        if (delta[0] == Null)
            return null;
        using var stream = new MemoryStream(Unpack(delta));
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        var text = new StringBuilder();
        while (stream.Position < stream.Length)
        {
            var length = reader.Read7BitEncodedInt();
            if (length == 0)
                text.Append(reader.ReadString());
            else
                text.Append(later.AsSpan(reader.Read7BitEncodedInt(), length));
        }
        return text.ToString();
    }

    private static byte[] Pack(byte[] plain)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, packed, out var length, quality: 5, window: 18) && length < plain.Length
            ? [Compressed, .. packed.AsSpan(0, length)]
            : [Plain, .. plain];
    }

    private static byte[] Unpack(byte[] delta)
    {
        if (delta[0] == Plain)
            return delta[1..];
        using var packed = new MemoryStream(delta, 1, delta.Length - 1);
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        brotli.CopyTo(plain);
        return plain.ToArray();
    }
}
