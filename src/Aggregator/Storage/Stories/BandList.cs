using System.Buffers.Binary;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>The newest articles of one value, as a column holds them: number and feed of each, seven bits a byte, the newest last.</summary>
internal static class BandList
{
    /// <summary>Bytes of a value: <see cref="StorySketch.Value"/> has 48 bits.</summary>
    private const int ValueSize = 6;

    public static List<StoryPlace> Read(ReadOnlySpan<byte> list)
    {
        var places = new List<StoryPlace>(1);
        while (!list.IsEmpty)
        {
            var article = ReadNumber(ref list);
            places.Add(new StoryPlace(article, article, ReadNumber(ref list)));
        }
        return places;
    }

    public static long ReadValue(ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[sizeof(long)];
        whole.Clear();
        value.CopyTo(whole[(sizeof(long) - value.Length)..]);
        return BinaryPrimitives.ReadInt64BigEndian(whole);
    }

    /// <summary>Hexadecimal; sorts as values do.</summary>
    public static string WriteValue(long value) => value.ToString("x12", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The value, and behind it the list; hexadecimal.</summary>
    public static string Write(long value, ReadOnlySpan<StoryPlace> places)
    {
        Span<byte> bytes = stackalloc byte[ValueSize + (places.Length * 20)];
        Span<byte> whole = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(whole, value);
        whole[^ValueSize..].CopyTo(bytes);
        var end = ValueSize;
        foreach (var place in places)
        {
            WriteNumber(bytes, ref end, place.Article);
            WriteNumber(bytes, ref end, place.Feed);
        }
        return Convert.ToHexStringLower(bytes[..end]);
    }

    private static void WriteNumber(Span<byte> bytes, ref int end, long number)
    {
        var rest = (ulong)number;
        for (; rest > 0x7F; rest >>= 7)
            bytes[end++] = (byte)(rest | 0x80);
        bytes[end++] = (byte)rest;
    }

    private static long ReadNumber(ref ReadOnlySpan<byte> bytes)
    {
        var number = 0UL;
        var shift = 0;
        for (; bytes[0] > 0x7F; bytes = bytes[1..], shift += 7)
            number |= (ulong)(bytes[0] & 0x7F) << shift;
        number |= (ulong)bytes[0] << shift;
        bytes = bytes[1..];
        return (long)number;
    }
}
