namespace Aggregator.Parsing;

/// <summary>Stable names: they are stored, counted and shown. Add at the end, never rename.</summary>
internal enum DiagnosticCode
{
    /// <summary>The declared encoding could not be the real one.</summary>
    EncodingLied,

    /// <summary>An entity that nothing declares (<c>&amp;nbsp;</c> in XML).</summary>
    EntityUndeclared,

    /// <summary>The document ends inside an element; what was complete before it is kept.</summary>
    TruncatedDocument,

    /// <summary>The XML is not well formed and was mended.</summary>
    Malformed,

    /// <summary>A date in no form that is known.</summary>
    DateUnreadable,

    /// <summary>Two entries of one document share a guid.</summary>
    GuidRepeated,

    /// <summary>A bound was reached; what lies beyond is not read.</summary>
    LimitReached,

    /// <summary>The document ends inside its last entry: what that one was to be is not known.</summary>
    EntryCutOff,
}
