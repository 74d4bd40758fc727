using Aggregator.Normalizing;
using AngleSharp.Html.Parser;

namespace Aggregator.Tests.Normalizing;

public sealed class PageMarkupTests
{
    private const string Relation = "rel=\"noopener noreferrer nofollow\"";

    [Theory]
    [InlineData("<p>One &amp; <b>two</b></p>", "<p>One &amp; <b>two</b></p>")]
    [InlineData("<p><img src=\"https://a.example/x.png\" alt=\"A &quot;boat&quot;\"></p>", $"<p><a href=\"https://a.example/x.png\" {Relation}>[image: A \"boat\"]</a> </p>")]
    [InlineData("<img src=\"https://a.example/x.png\">", $"<a href=\"https://a.example/x.png\" {Relation}>[image: at a.example]</a>")]
    [InlineData("<a href=\"https://b.example/\"><img src=\"https://a.example/x.png\" alt=\"A boat\"></a>", $"<a href=\"https://b.example/\" {Relation}>[image: A boat] </a>")]
    [InlineData("<picture><source srcset=\"https://a.example/x.webp\"><img src=\"https://a.example/x.png\" alt=\"A boat\"></picture>", $"<a href=\"https://a.example/x.png\" {Relation}>[image: A boat]</a>")]
    [InlineData("<video src=\"https://a.example/x.mp4\">Words</video>", $"<a href=\"https://a.example/x.mp4\" {Relation}>[film: at a.example]</a> Words")]
    [InlineData("<h1>Big</h1><h4>Small</h4>", "<h3>Big</h3><h3>Small</h3>")]
    [InlineData("<main><nav>Here</nav></main>", "<div><div>Here</div></div>")]
    [InlineData("<pre>\n\nTwo lines</pre>", "<pre>\n\nTwo lines</pre>")]
    [InlineData("<script>alert(1)</script><p onclick=\"x\">Text</div></main>", "<p>Text</p>")]
    [InlineData("", "")]
    public void What_loads_from_elsewhere_becomes_a_link_and_nothing_competes_with_the_page(string html, string shown) => Assert.Equal(shown, PageMarkup.Of(html));

    [Fact]
    public void Nothing_that_asks_another_origin_is_left_of_anything()
    {
        foreach (var html in XssCorpus.All)
        {
            var shown = new HtmlParser().ParseDocument($"<body>{PageMarkup.Of(html)}");
            Assert.Empty(shown.Body!.QuerySelectorAll("img, iframe, video, audio, source, script, style, link, object, embed, form, [src], [srcset], [poster], [style], [id], [class]"));
            Assert.DoesNotContain(shown.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
        }
    }
}
