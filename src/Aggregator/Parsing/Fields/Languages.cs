namespace Aggregator.Parsing.Fields;

/// <summary>Language tags as written, with <c>_</c> read as <c>-</c> (BCP 47 knows only the latter).</summary>
internal static class Languages
{
    public static string? Tidy(string? written) => Elements.Scalar(written)?.Replace('_', '-');
}
