using System.Collections.Frozen;

namespace Aggregator.Parsing;

/// <summary>What a <see cref="DiagnosticCode"/> says to people.</summary>
/// <param name="Sentence">What is wrong and what was made of it.</param>
/// <param name="Source">Where the rule is written that the document breaks, or our own bound.</param>
/// <param name="Link">The source's address, or null where it is ours.</param>
internal sealed record DiagnosticMeaning(string Sentence, string Source, string? Link)
{
    private static readonly FrozenDictionary<DiagnosticCode, DiagnosticMeaning> Meanings = new Dictionary<DiagnosticCode, DiagnosticMeaning>
    {
        [DiagnosticCode.EncodingLied] = new(
            "The bytes are not in the encoding that header or declaration name; they were read in the one that fits.",
            "XML 1.0 §4.3.3", "https://www.w3.org/TR/xml/#charencoding"),
        [DiagnosticCode.EntityUndeclared] = new(
            "An entity is used that XML does not know and nothing declares; HTML's were taken, others stay as written.",
            "XML 1.0 §4.1", "https://www.w3.org/TR/xml/#wf-entdeclared"),
        [DiagnosticCode.TruncatedDocument] = new(
            "The document ends before its elements are closed; complete entries are kept, and the next poll asks for all of it again.",
            "XML 1.0 §2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
        [DiagnosticCode.Malformed] = new(
            "The document is not well-formed XML; it was mended first, which costs time and may guess wrong.",
            "XML 1.0 §2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
        [DiagnosticCode.DateUnreadable] = new(
            "A date is in no known form; the entry counts as undated.",
            "RSS 2.0 (RFC 822), RFC 4287 §3.3 (RFC 3339)", "https://www.rfc-editor.org/rfc/rfc4287#section-3.3"),
        [DiagnosticCode.GuidRepeated] = new(
            "Several entries carry the same id; they are told apart by link and text.",
            "RFC 4287 §4.2.6, RSS 2.0 guid", "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.6"),
        [DiagnosticCode.LimitReached] = new(
            "A bound was reached that keeps hostile documents cheap; what lies beyond is not read.",
            "config/README.md, Bounds", null),
        [DiagnosticCode.EntryCutOff] = new(
            "The document ends inside its last entry, which a poll leaves out: stored by half, it would come back as another.",
            "XML 1.0 §2.1", "https://www.w3.org/TR/xml/#sec-well-formed"),
    }.ToFrozenDictionary();

    public static DiagnosticMeaning Of(DiagnosticCode code) => Meanings[code];
}
