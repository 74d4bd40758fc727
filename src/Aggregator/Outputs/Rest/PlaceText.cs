using System.Buffers.Binary;
using System.Buffers.Text;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Rest;

/// <summary>A place in a list as clients carry it: sixteen bytes that mean nothing to them, so that we may change what they mean.</summary>
internal static class PlaceText
{
    private const int Size = 16;

    public static string Of(DateTimeOffset at, long id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], id);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Null when it is none of ours.</summary>
    public static ArticlePlace? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != Base64Url.GetEncodedLength(Size) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Size)
            return null;
        var at = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return at >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && at <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? new ArticlePlace { PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(at), Id = BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) }
            : null;
    }
}
