namespace Aggregator.Parsing;

/// <summary>A text construct after XML decoding, not yet read as its form says.</summary>
/// <param name="Value">The characters; for XHTML the serialised children.</param>
/// <param name="Form">How to read them.</param>
/// <param name="Base">What URLs in it are relative to, or null when nothing is known.</param>
internal sealed record ParsedText(string Value, TextForm Form, Uri? Base = null);
