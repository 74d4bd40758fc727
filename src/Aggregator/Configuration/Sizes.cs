using System.Globalization;

namespace Aggregator.Configuration;

/// <summary>The one notation of sizes: a whole number and B, KB, MB or GB, in steps of 1,024. A bare number is bytes.</summary>
internal static class Sizes
{
    public const string Allowed = "a size such as 512KB or 20MB";

    private static readonly (string Name, long Bytes)[] Units = [("GB", 1L << 30), ("MB", 1L << 20), ("KB", 1L << 10), ("B", 1), ("", 1)];

    public static bool TryParse(ReadOnlySpan<char> text, out long bytes)
    {
        bytes = 0;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        var number = digits < 0 ? text : text[..digits];
        var name = text[number.Length..];
        foreach (var unit in Units)
        {
            if (!name.Equals(unit.Name, StringComparison.OrdinalIgnoreCase))
                continue;
            if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > long.MaxValue / unit.Bytes)
                return false;
            bytes = count * unit.Bytes;
            return true;
        }

        return false;
    }

    /// <summary>For people: at most one digit after the point, such as <c>24.9 KB</c>.</summary>
    public static string Approximate(long bytes)
    {
        var (name, unit) = Units.First(u => bytes >= u.Bytes || u.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.#} {name}");
    }

    /// <summary>In the largest unit that divides it, so that <see cref="TryParse"/> reads back the same number.</summary>
    public static string Format(long bytes)
    {
        var (name, unit) = Units.First(u => bytes % u.Bytes == 0 && (bytes != 0 || u.Bytes == 1));
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / unit}{name}");
    }
}
