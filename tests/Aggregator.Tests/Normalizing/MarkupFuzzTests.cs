using System.Globalization;
using Aggregator.Normalizing;
using CsCheck;

namespace Aggregator.Tests.Normalizing;

/// <summary>Random nestings of everything; AGGREGATOR_TEST_FUZZ sets how many (100,000 unless set).</summary>
public sealed class MarkupFuzzTests
{
    private static readonly Uri Base = new("https://example.com/a/b");

    private static readonly long Count =
        long.TryParse(Environment.GetEnvironmentVariable("AGGREGATOR_TEST_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 100_000;

    private static readonly string[] Names =
    [
        .. ("a b i font big p div span ul ol li dl dt dd table tbody thead tr td th caption h1 h2 pre blockquote section details summary br hr img wbr "
            + "iframe video audio source picture ruby rt rp script style noscript noembed noframes xmp textarea title template select option button form input "
            + "object embed svg math mtext mglyph annotation-xml foreignObject desc body html head frameset frame base link meta plaintext listing nobr marquee "
            + "event-source x-y image menu center code em q cite fieldset label address dialog search main col colgroup").Split(' '),
    ];

    private static readonly string[] Tame = [.. "a b i font p div span ul ol li dl dt dd table tbody thead tr td th h1 h2 pre blockquote br hr img q label x-y script iframe center code".Split(' ')];

    private static readonly string[] Attributes =
    [
        "", " href=/x", " href=\"javascript:alert(1)\"", " src='i.png'", " onclick=alert(1)", " style=color:red", " title=\"a>b&quot;\"", " title='--><img src=x onerror=y>'",
        " colspan=2", " lang=en", " id=x", "/", " /", " encoding=text/html", " src=https://www.youtube.com/embed/1", " href=' java\nscript&colon;x'", " a=\"", " =x",
        " type=hidden", " dir=rtl", " srcset='a 1x, javascript:b 2x'", " alt=\"\"",
    ];

    private static readonly string[] Texts =
    [
        "word", " ", "\n", "<", ">", "&", "&lt;script&gt;", "&amp;amp;", "&notit;", "<!-- c -->", "<!-->", "<!--", "-->", "</", "<![CDATA[x]]>", "<?x?>", "\"", "'", "&#0;",
        "&nbsp;", "\u0000", "\uD800", "ж", "😀", "&#10;", "\r\n", "<!DOCTYPE x>", "</p>", "</br>", "\u0085",
    ];

    private static Gen<string> Part(string[] names) => Gen.Frequency(
        (5, Gen.Select(Gen.OneOf(names), Gen.OneOf(Attributes), (name, attribute) => $"<{name}{attribute}>")),
        (4, Gen.OneOf(names).Select(name => $"</{name}>")),
        (3, Gen.OneOf(Texts)),
        (1, Gen.OneOf(XssCorpus.All)));

    private static readonly Gen<string> Wild = Part(Names).Array[1, 40].Select(string.Concat);

    // Like what people write: mostly nested well, so that the cleaner without a tree gets far.
    private static readonly Gen<string> Nested = Gen.Recursive<string>((depth, inner) =>
    {
        var text = Gen.OneOf("word", " ", "\n", "&amp;", "&nbsp;", "a &lt; b", "<br>", "<img src=x alt=y>", "<!-- c -->", "<script>x</script>", "&#10;");
        if (depth > 6)
            return text;
        var element = Gen.Select(Gen.OneOf(Tame), Gen.OneOf("", "", " href=/x", " title=y"), inner.Array[0, 3], Gen.Int[0, 9],
            (name, attribute, content, end) => $"<{name}{attribute}>{string.Concat(content)}{(end == 0 ? "" : $"</{name}>")}");
        return Gen.Frequency((2, text), (3, element));
    }).Array[1, 4].Select(string.Concat);

    [Fact]
    public void Nothing_that_runs_comes_out_of_anything() =>
        Wild.Sample(html => Assert.Empty(MarkupJudge.Faults(MarkupCleaner.Clean(html, Base))), iter: Count, print: Show);

    [Fact]
    public void What_came_out_passes_through_unchanged() =>
        Gen.OneOf(Wild, Nested).Sample(html =>
        {
            var clean = MarkupCleaner.Clean(html, Base);
            Assert.Equal(clean, clean is null ? null : MarkupCleaner.Clean(clean, Base));
        }, iter: Count, print: Show);

    [Fact]
    public void Without_a_tree_comes_out_what_comes_out_of_the_tree() =>
        Gen.OneOf(Wild, Nested).Sample(html =>
        {
            html = TextScrubber.Scrub(html).Trim();
            var stream = new MarkupWriter(256, Base);
            var tree = new MarkupWriter(256, Base);
            if (StreamCleaner.Clean(html, ref stream) is StreamOutcome.Undecided)
                return;
            TreeCleaner.Clean(html, ref tree);
            Assert.Equal(tree.Trimmed.ToString(), stream.Trimmed.ToString());
        }, iter: Count, print: Show);

    [Fact]
    public void What_is_written_as_people_do_mostly_needs_no_tree()
    {
        var streamed = 0;
        var all = 0;
        Nested.Sample(html =>
        {
            var writer = new MarkupWriter(256, Base);
            if (StreamCleaner.Clean(html, ref writer) is not StreamOutcome.Undecided)
                Interlocked.Increment(ref streamed);
            Interlocked.Increment(ref all);
        }, iter: 1_000);
        Assert.InRange(streamed, all / 5, all);
    }

    [Fact]
    public void Every_store_can_hold_what_comes_out_of_any_characters() =>
        Gen.Char.Array[0, 60].Select(characters => new string(characters)).Sample(text =>
        {
            foreach (var clean in new[] { TextScrubber.Scrub(text), MarkupCleaner.Clean(text, Base) ?? "", MarkupCleaner.Escape(text) ?? "" })
            {
                Assert.DoesNotContain('\0', clean);
                Assert.Equal(clean, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(clean)));
                Assert.Equal(clean, System.Xml.XmlConvert.VerifyXmlChars(clean));
            }
        }, iter: Count);

    private static string Show(string html) => System.Text.Json.JsonSerializer.Serialize(html) + " => " + MarkupCleaner.Clean(html, Base);
}
