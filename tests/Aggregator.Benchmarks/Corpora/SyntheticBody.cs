using System.Globalization;
using System.Text;

namespace Aggregator.Benchmarks.Corpora;

/// <summary>HTML as blogs write it: paragraphs, links, emphasis, lists, an image, a quotation; some of it beyond ASCII. 0.6 to 1.3 KB.</summary>
internal static class SyntheticBody
{
    /// <param name="seed">The same bodies are made of the same numbers, and others of others.</param>
    public static string Html(int seed)
    {
        var words = new SyntheticWords((uint)seed);
        var html = new StringBuilder(2_048);
        var wanted = 550 + (seed * 11L % 500);
        for (var block = 0; html.Length < wanted; block++)
            AppendBlock(html, ref words, seed, block);
        return html.ToString();
    }

    /// <summary>As another paper prints it: without its end, under an opening of its own.</summary>
    public static string Copy(int seed, int copy)
    {
        var original = Html(seed);
        var opening = new SyntheticWords((uint)copy).Take(10);
        return $"<p>{opening}.</p>\n{original.AsSpan(0, original.LastIndexOf("\n<", original.Length - 2, StringComparison.Ordinal) + 1)}";
    }

    private static void AppendBlock(StringBuilder html, ref SyntheticWords words, int seed, int block)
    {
        switch (block % 5)
        {
            case 1:
                html.Append(CultureInfo.InvariantCulture, $"<p><img src=\"https://img.example.org/{seed}/{block}.jpg\" alt=\"");
                words.AppendTo(html, 3).Append("\" width=\"640\" height=\"480\" class=\"wide\" /></p>\n");
                break;
            case 3:
                words.AppendTo(html.Append("<ul><li>"), 6).Append("</li><li><strong>");
                words.AppendTo(html, 4).Append("</strong></li></ul>\n");
                break;
            case 4:
                words.AppendTo(html.Append("<blockquote><p>"), 20).Append("</p></blockquote>\n");
                break;
            default:
                words.AppendTo(html.Append("<p style=\"margin:0\">"), 25);
                html.Append(CultureInfo.InvariantCulture, $" <a href=\"https://other.example.net/{seed}/{block}?a=1&amp;b=2\" target=\"_blank\">");
                words.AppendTo(html, 3).Append("</a>&#8217;s ");
                words.AppendTo(html, 12).Append(" <em>");
                words.AppendTo(html, 2).Append("</em>.</p>\n");
                break;
        }
    }
}
