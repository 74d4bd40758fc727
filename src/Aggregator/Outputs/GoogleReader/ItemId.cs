using System.Globalization;

namespace Aggregator.Outputs.GoogleReader;

/// <summary>Numbers of articles as clients write them: <c>tag:google.com,2005:reader/item/000000000000002a</c>, <c>000000000000002a</c>, or 42.</summary>
internal static class ItemId
{
    private const string Prefix = "tag:google.com,2005:reader/item/";
    private const int Digits = 16;

    public static string Long(long article) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{article:x16}");

    public static string Short(long article) => article.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when it is none.</summary>
    public static long? Read(string? text)
    {
        var digits = text.AsSpan();
        var isLong = digits.StartsWith(Prefix, StringComparison.Ordinal);
        if (isLong)
            digits = digits[Prefix.Length..];
        return isLong || digits.Length == Digits
            ? long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hexadecimal) ? hexadecimal : null
            : long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
