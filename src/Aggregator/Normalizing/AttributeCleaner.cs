using System.Globalization;

namespace Aggregator.Normalizing;

/// <summary>Turns the value of an allow-listed attribute into what may be written, or null when the attribute has to go.</summary>
internal static class AttributeCleaner
{
    // Of spans and list numbers: what browsers clamp to.
    private const int LargestNumber = 65_534;

    /// <param name="value">Its character references decoded.</param>
    public static string? Clean(AttributeKind kind, string value, Uri? @base) => kind switch
    {
        AttributeKind.Text => TextScrubber.Cut(value, NormalizingLimits.AttributeText).ToString(),
        AttributeKind.Link or AttributeKind.Citation or AttributeKind.Image or AttributeKind.Media or AttributeKind.Frame =>
            UrlCleaner.Resolve(value, @base, kind),
        AttributeKind.SourceSet => SourceSet.Clean(value, @base),
        AttributeKind.Number => Number(value),
        AttributeKind.Size => Size(value),
        AttributeKind.Language => value.Length is > 0 and <= NormalizingLimits.Language && All(value, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? value
            : null,
        AttributeKind.Direction => value.ToLowerInvariant() is "ltr" or "rtl" or "auto" ? value.ToLowerInvariant() : null,
        AttributeKind.DateTime => value.Length is > 0 and <= 40 && All(value, c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or ':' or '.' or ' ')
            ? value.Trim()
            : null,
        AttributeKind.MediaType => MediaTypes.Clean(value),
        AttributeKind.Flag => "",
        _ => null,
    };

    private static string? Number(string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((long)number) <= LargestNumber
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;

    // "640", "640px" and "100%".
    private static string? Size(string value)
    {
        var text = value.AsSpan().Trim();
        var percent = text.EndsWith("%");
        text = percent ? text[..^1] : text.EndsWith("px", StringComparison.OrdinalIgnoreCase) ? text[..^2] : text;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size <= (percent ? 100 : 10_000)
            ? size.ToString(CultureInfo.InvariantCulture) + (percent ? "%" : "")
            : null;
    }

    private static bool All(string value, Func<char, bool> allowed)
    {
        foreach (var c in value)
        {
            if (!allowed(c))
                return false;
        }
        return true;
    }
}
