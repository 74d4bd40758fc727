namespace Aggregator.Parsing.Dates;

/// <summary>
/// Reads a date in any form that feeds use. No zone means UTC, no time means midnight, a fraction of a second is cut off.
/// Null for what no form can read: never "now", never a guess.
/// </summary>
internal static class DateReader
{
    private const int LongestDate = 100;

    private delegate DateTimeOffset? Form(string text);

    /// <summary>Tried in this order; each refuses what is not its own.</summary>
    private static readonly Form[] Forms =
    [
        IsoForm.Read,
        DigitsForm.Read,
        NamedMonthForm.Read,
        NumericForm.Read,
    ];

    public static DateTimeOffset? Read(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return null;
        var trimmed = written.Trim();
        if (trimmed.Length > LongestDate)
            return null;
        var text = DateText.Tidy(trimmed);
        foreach (var form in Forms)
        {
            if (form(text) is { } date)
                return date;
        }

        return null;
    }
}
