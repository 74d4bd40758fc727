using System.Globalization;
using Aggregator.Configuration;

namespace Aggregator.Outputs.Pages;

/// <summary>Numbers as people read them: groups of three, three digits where more say nothing.</summary>
internal static class Numbers
{
    private const char Space = '\u00A0';

    public static string Whole(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>0.03</c>, <c>1.5</c>, <c>120</c>.</summary>
    public static string Rate(double number) => number switch
    {
        0 => "0",
        < 0.1 => number.ToString("0.##", CultureInfo.InvariantCulture) is "0" ? "< 0.01" : number.ToString("0.##", CultureInfo.InvariantCulture),
        < 10 => number.ToString("0.#", CultureInfo.InvariantCulture),
        _ => number.ToString("N0", CultureInfo.InvariantCulture),
    };

    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#}{Space}%");

    public static string Bytes(long bytes) => Sizes.Approximate(bytes).Replace(' ', Space);

    /// <summary>For coordinates and lengths in SVG.</summary>
    public static string Svg(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
