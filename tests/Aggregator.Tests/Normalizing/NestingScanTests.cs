using Aggregator.Normalizing;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;

namespace Aggregator.Tests.Normalizing;

public sealed class NestingScanTests
{
    private static readonly string[] Names =
    [
        .. ("a b font nobr span p div ul li dl dd dt table tbody tr td th caption h1 svg math mtext foreignObject template select option button object "
            + "form ruby rt pre x-y marquee title style script br").Split(' '),
    ];

    // What hostile input does: a few tags, over and over, each time a little different.
    private static readonly Gen<string> Repeated = Gen.Select(
        Gen.Select(Gen.OneOf(Names), Gen.OneOf("<", "<", "</"), (name, bracket) => bracket + name).Array[1, 6],
        Gen.Int[100, 400],
        Gen.Bool,
        (tags, times, isVaried) => string.Concat(Enumerable.Range(0, times).Select(i =>
            string.Concat(tags.Select(tag => isVaried && tag[1] != '/' ? $"{tag} size={i}>" : tag + ">")) + "x")));

    [Fact]
    public void What_is_called_cheap_makes_a_small_tree() =>
        Repeated.Sample(html =>
        {
            if (!NestingScan.IsCheap(html))
                return;
            using var document = new HtmlParser(new HtmlParserOptions { IsScripting = true, MaximumDepth = int.MaxValue }).ParseDocument("<!DOCTYPE html><body>" + html);
            var elements = document.Body!.Descendants<IElement>().ToArray();
            Assert.InRange(elements.Length, 0, 4 * NormalizingLimits.TreeElements);
            Assert.InRange(elements.Max(element => (int?)element.Ancestors().Count()) ?? 0, 0, 4 * NormalizingLimits.Depth);
        }, iter: 500);

    [Fact]
    public void Long_but_flat_is_cheap()
    {
        Assert.True(NestingScan.IsCheap(string.Concat(Enumerable.Repeat("<p>a<br>b", 5_000))));
        Assert.True(NestingScan.IsCheap("<ul>" + string.Concat(Enumerable.Repeat("<li>a", 5_000)) + "</ul>"));
        Assert.True(NestingScan.IsCheap("<table>" + string.Concat(Enumerable.Repeat("<tr><td><div>a</div><td>b", 3_000)) + "</table>"));
        Assert.True(NestingScan.IsCheap(string.Concat(Enumerable.Repeat("<b><i>a</b></i>", 3_000))));
        Assert.True(NestingScan.IsCheap(string.Concat(Enumerable.Repeat("<div><b>a</div></b>", 3_000))));
    }
}
