namespace Aggregator.Parsing.Decoding;

/// <summary>A document as characters.</summary>
/// <param name="Text">Without byte order mark.</param>
/// <param name="Encoding">Name of the encoding that was really used.</param>
/// <param name="Origin">Why it was this one.</param>
internal sealed record DecodedText(string Text, string Encoding, EncodingOrigin Origin);
