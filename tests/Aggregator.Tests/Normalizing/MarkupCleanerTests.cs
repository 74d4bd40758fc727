using Aggregator.Normalizing;

namespace Aggregator.Tests.Normalizing;

public sealed class MarkupCleanerTests
{
    private static readonly Uri Base = new("https://example.com/blog/post");

    private const string Rel = " rel=\"noopener noreferrer nofollow\"";

    [Theory]
    [InlineData("just words", "just words")]
    [InlineData("a > b \"quoted\"", "a &gt; b \"quoted\"")]
    [InlineData("AT&T &amp; &lt;b&gt; &copy;", "AT&amp;T &amp; &lt;b&gt; ©")]
    [InlineData("<p>a<p>b", "<p>a</p><p>b</p>")]
    [InlineData("<h2>a<p>b<h2>c</h2>", "<h2>a<p>b</p></h2><h2>c</h2>")]
    [InlineData("<UL><LI>a<LI>b</UL>", "<ul><li>a</li><li>b</li></ul>")]
    [InlineData("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>")]
    [InlineData("<table><tr><td>a<td>b<tr><th>c</table>", "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>")]
    [InlineData("<b>x<p>y</b>z", "<b>x</b><p><b>y</b>z</p>")]
    [InlineData("<pre>\n\nx</pre>", "<pre>\n\nx</pre>")]
    [InlineData("<pre>\nx</pre>", "<pre>x</pre>")]
    [InlineData("<br/><hr/>", "<br><hr>")]
    [InlineData("a<!-- x -->b<![CDATA[c]]>d", "abd")]
    [InlineData("<font color=red>a</font> <blink>b</blink> <my-tag>c</my-tag>", "a b c")]
    [InlineData("<p class=a id=b style='color:red' name=c data-x=1 onclick=x>t</p>", "<p>t</p>")]
    [InlineData("<td>a</td>", "a")]
    [InlineData("<title>Seen</title>", "Seen")]
    [InlineData("<form><label>Name <input name=x></label><button>Go</button><select><option>a</select></form>", "Name Go")]
    [InlineData("<svg><text>a</text><style>b</style><title>c</title></svg>d", "ad")]
    [InlineData("<math><mi>x</mi><mn>2</mn></math>", "x2")]
    [InlineData("<object data=x><p>fallback</p></object><embed src=x>", "<p>fallback</p>")]
    [InlineData("<ol start=3 reversed><li value=7>a</ol>", "<ol start=\"3\" reversed=\"\"><li value=\"7\">a</li></ol>")]
    [InlineData("<td>", null)]
    [InlineData("<p dir=RTL lang=he title='a\"b<c'>x</p>", "<p title=\"a&quot;b&lt;c\" lang=\"he\" dir=\"rtl\">x</p>")]
    [InlineData("<table><tr><td colspan=2 rowspan=x>a</table>", "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>")]
    [InlineData("<details open=yes><summary>a</summary>b</details>", "<details open=\"\"><summary>a</summary>b</details>")]
    [InlineData("<ruby>漢<rp>(</rp><rt>kan</rt></ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt></ruby>")]
    public void Markup_is_kept_or_dropped_as_the_list_says(string html, string? expected) => Assert.Equal(expected, MarkupCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<script>x</script>")]
    [InlineData("<style>p{}</style><noscript><p>x</p></noscript>")]
    [InlineData("<template><p>x</p></template><xmp>x</xmp><textarea>x</textarea>")]
    [InlineData("<link rel=stylesheet href=x><meta http-equiv=refresh content=0><base href=x>")]
    [InlineData("<iframe src=https://evil.example/></iframe>")]
    [InlineData("<!-- x -->")]
    [InlineData("<img onerror=x>")]
    [InlineData("&nbsp;\n")]
    public void Nothing_left_is_null(string html) => Assert.Null(MarkupCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<a></a>")]
    [InlineData("<table></table>")]
    [InlineData("<event-source></event-source>")]
    public void An_empty_element_that_may_stay_is_something(string html) => Assert.Equal(html, MarkupCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<a href=../x>t</a>", "<a href=\"https://example.com/x\"" + Rel + ">t</a>")]
    [InlineData("<a href=' HTTPS://example.org/a?b=c&amp;d '>t</a>", "<a href=\"HTTPS://example.org/a?b=c&amp;d\"" + Rel + ">t</a>")]
    [InlineData("<a href='/a b'>t</a>", "<a href=\"https://example.com/a%20b\"" + Rel + ">t</a>")]
    [InlineData("<a href='//cdn.example/x'>t</a>", "<a href=\"https://cdn.example/x\"" + Rel + ">t</a>")]
    [InlineData("<a href='mailto:a@b.example'>t</a>", "<a href=\"mailto:a@b.example\"" + Rel + ">t</a>")]
    [InlineData("<a href='apt:x'>t</a>", "<a>t</a>")]
    [InlineData("<a href='file:///etc/passwd'>t</a>", "<a>t</a>")]
    [InlineData("<img src=i.png alt='a' width=640px height=-1>", "<img src=\"https://example.com/blog/i.png\" alt=\"a\" width=\"640\">")]
    [InlineData("<img alt=only>", "<img alt=\"only\">")]
    [InlineData("<img src='data:image/png;base64,iVBORw0KGgo='>", "<img src=\"data:image/png;base64,iVBORw0KGgo=\">")]
    [InlineData("<img src='data:image/svg+xml,<svg>' alt=a>", "<img alt=\"a\">")]
    [InlineData("<img src=https://t.example/p.gif width=1 height=1>b", "b")]
    [InlineData("<img srcset='a.png, javascript:x 2x, b.png 3x'>", "<img srcset=\"https://example.com/blog/a.png, https://example.com/blog/b.png 3x\">")]
    [InlineData("<blockquote cite='javascript:x'>q</blockquote>", "<blockquote>q</blockquote>")]
    [InlineData("<video src=v.mp4 poster=p.png autoplay>f</video>",
        "<video src=\"https://example.com/blog/v.mp4\" poster=\"https://example.com/blog/p.png\" controls=\"\">f</video>")]
    [InlineData("<iframe src='http://www.youtube.com/embed/x' width=10 onload=y srcdoc=z>in</iframe>",
        "<iframe src=\"https://www.youtube.com/embed/x\" width=\"10\" allowfullscreen=\"\"></iframe>")]
    [InlineData("<iframe src='//player.vimeo.com/video/1'></iframe>", "<iframe src=\"https://player.vimeo.com/video/1\" allowfullscreen=\"\"></iframe>")]
    [InlineData("<iframe src='https://www.youtube.com.evil.example/embed/x'></iframe>a", "a")]
    [InlineData("<iframe src='https://www.youtube.com@evil.example/'></iframe>a", "a")]
    [InlineData("<iframe src='https://www.youtube.com:8443/'></iframe>a", "a")]
    public void Targets_are_absolute_and_of_a_scheme_that_cannot_run(string html, string expected) => Assert.Equal(expected, MarkupCleaner.Clean(html, Base));

    [Theory]
    [InlineData("<a href='x/y'>t</a>", "<a href=\"x/y\"" + Rel + ">t</a>")]
    [InlineData("<a href='//h.example/y'>t</a>", "<a href=\"https://h.example/y\"" + Rel + ">t</a>")]
    [InlineData("<a href='java script:x'>t</a>", "<a>t</a>")]
    [InlineData("<a href='java&amp;#115;cript:x'>t</a>", "<a>t</a>")]
    public void Without_a_base_a_relative_target_stays_unless_it_could_be_a_scheme(string html, string expected) =>
        Assert.Equal(expected, MarkupCleaner.Clean(html, null));

    [Fact]
    public void Plain_text_shows_literally()
    {
        Assert.Equal("&lt;b&gt; &amp;amp; \"q\"\nx", MarkupCleaner.Escape("  <b> &amp; \"q\"\r\nx "));
        Assert.Null(MarkupCleaner.Escape(" \r\n"));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<li><dd>")]
    [InlineData("<table><td><svg>")]
    [InlineData("<span><div></span>")]
    [InlineData("<div><b title=")]
    [InlineData("<svg><td>")]
    [InlineData("<template><td>")]
    public void What_is_nested_too_deeply_is_shown_as_its_text(string part)
    {
        var html = string.Concat(Enumerable.Range(0, 900_000 / (part.Length + 7)).Select(i => part.EndsWith('=') ? $"{part}{i}>" : part)) + "words &amp; all";
        Assert.False(NestingScan.IsCheap(html));
        Assert.Equal(part.StartsWith("<template>", StringComparison.Ordinal) ? null : "words &amp; all", MarkupCleaner.Clean(html, Base));
    }

    /// <summary>Found by chance; the parser loses its stack over the template.</summary>
    [Fact]
    public void Markup_that_the_parser_fails_on_is_shown_as_its_text() =>
        Assert.Equal("before", MarkupCleaner.Clean("<b>before</b> <select><option><td><template></template></option></td><p>", Base));

    [Fact]
    public void Formatting_that_every_paragraph_would_repeat_is_shown_as_its_text()
    {
        var html = "<p>" + string.Concat(Enumerable.Range(0, 60).Select(i => $"<font size={i}>")) + string.Concat(Enumerable.Repeat("<p>x", 5_000));
        Assert.False(NestingScan.IsCheap(html));
        Assert.DoesNotContain('<', MarkupCleaner.Clean(html, Base)!);
    }

    [Fact]
    public void A_document_as_long_and_wide_as_people_write_is_no_bomb()
    {
        var html = string.Concat(Enumerable.Repeat("<div><ul><li><p><b>a</b> <a href=/x>b</a><li>c</ul><table><tr><td><p>d<td>e</table></div>", 1_000));
        Assert.True(NestingScan.IsCheap(html));
        Assert.StartsWith("<div><ul><li><p><b>a</b>", MarkupCleaner.Clean(html, Base), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_input_is_cut_and_output_is_bounded()
    {
        Assert.Equal(NormalizingLimits.Markup, MarkupCleaner.Clean(new string('x', 5_000_000), Base)!.Length);
        Assert.InRange(MarkupCleaner.Clean(new string('<', 1_000_000), Base)!.Length, 1, NormalizingLimits.CleanMarkup);
        Assert.InRange(MarkupCleaner.Clean(string.Concat(Enumerable.Repeat("&notit;", 200_000)), Base)!.Length, 1, NormalizingLimits.CleanMarkup);
        var longBase = new Uri("https://example.com/" + new string('x', 4_000) + "/");
        Assert.InRange(MarkupCleaner.Clean(string.Concat(Enumerable.Repeat("<a href=y>z</a>", 20_000)), longBase)!.Length, 1, NormalizingLimits.CleanMarkup);
        Assert.EndsWith("x", MarkupCleaner.Clean(new string('x', NormalizingLimits.Markup - 3) + "&amp;", Base), StringComparison.Ordinal);
    }
}
