using System.Globalization;
using System.Text;

namespace Aggregator.Benchmarks.Corpora;

/// <summary>HTML as blogs write it: paragraphs, links, emphasis, lists, an image, a quotation; some of it beyond ASCII. 0.6 to 1.3 KB.</summary>
internal static class SyntheticBody
{
    private static readonly string[] Words =
        ("the a of and to in is that it was for on are with as his they at be this from have or by one had not but what all were when we there can an your which their " +
         "said if do will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its " +
         "who now people my made over did down only way find use may water long little very after words called just where most know café naïve Zürich señor").Split(' ');

    public static string Html(int seed)
    {
        var chance = (uint)((seed * 7919) + 17);
        var html = new StringBuilder(2_048);
        var wanted = 550 + (seed * 11 % 500);
        for (var block = 0; html.Length < wanted; block++)
        {
            _ = (block % 5) switch
            {
                1 => html.Append(CultureInfo.InvariantCulture, $"<p><img src=\"https://img.example.org/{seed}/{block}.jpg\" alt=\"{Text(ref chance, 3)}\" width=\"640\" height=\"480\" class=\"wide\" /></p>\n"),
                3 => html.Append(CultureInfo.InvariantCulture, $"<ul><li>{Text(ref chance, 6)}</li><li><strong>{Text(ref chance, 4)}</strong></li></ul>\n"),
                4 => html.Append(CultureInfo.InvariantCulture, $"<blockquote><p>{Text(ref chance, 20)}</p></blockquote>\n"),
                _ => html.Append(CultureInfo.InvariantCulture,
                    $"<p style=\"margin:0\">{Text(ref chance, 25)} <a href=\"https://other.example.net/{seed}/{block}?a=1&amp;b=2\" target=\"_blank\">{Text(ref chance, 3)}</a>&#8217;s {Text(ref chance, 12)} <em>{Text(ref chance, 2)}</em>.</p>\n"),
            };
        }

        return html.ToString();
    }

    private static string Text(ref uint chance, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
        {
            chance = (chance * 1_664_525) + 1_013_904_223;
            text.Append(i == 0 ? "" : " ").Append(Words[(chance >> 8) % (uint)Words.Length]);
        }

        return text.ToString();
    }
}
