namespace Aggregator.Parsing.Detection;

/// <summary>The two syntaxes of feeds.</summary>
internal enum DocumentKind
{
    Empty,
    Xml,
    Json,
}
