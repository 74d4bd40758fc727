namespace Aggregator.Parsing;

/// <summary>What the choice of the character encoding rests on.</summary>
internal enum EncodingOrigin
{
    ByteOrderMark,

    /// <summary>Zero bytes where UTF-16 and UTF-32 have them.</summary>
    BytePattern,

    /// <summary>Multi-byte sequences that only UTF-8 has, whatever is declared.</summary>
    ValidUtf8,

    /// <summary>The <c>charset</c> of the Content-Type header.</summary>
    HttpCharset,
    XmlDeclaration,

    /// <summary>Nothing but ASCII: any answer is the same.</summary>
    Ascii,

    /// <summary>Statistics over the bytes.</summary>
    Detection,

    /// <summary>UTF-8 with a few broken bytes, or windows-1252, which takes every byte.</summary>
    LastResort,
}
