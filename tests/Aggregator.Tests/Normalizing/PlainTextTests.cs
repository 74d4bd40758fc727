using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Normalizing;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("  One \r\n\t line  ", "One line")]
    [InlineData("<b>&amp;</b>", "<b>&amp;</b>")]
    [InlineData("a\u00A0\u00A0b", "a b")]
    [InlineData("a \u2009 b", "a \u2009 b")]
    [InlineData("全角\u3000スペース", "全角\u3000スペース")]
    [InlineData("two\u2028lines", "two lines")]
    public void Plain_text_is_literal_on_one_trimmed_line(string written, string expected) => Assert.Equal(expected, PlainText.Read(written, TextForm.Plain));

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\u00A0\u200B\uFEFF")]
    [InlineData("\u0000\u0007")]
    public void What_shows_nothing_is_absent(string written)
    {
        Assert.Null(PlainText.Read(written, TextForm.Plain));
        Assert.Null(PlainText.Read(written, TextForm.Html));
        Assert.Null(PlainText.Read(written, TextForm.Undeclared));
    }

    [Theory]
    [InlineData("a &lt;b&gt; c", "a <b> c")]
    [InlineData("&amp;amp;", "&amp;")]
    [InlineData("a<i>b</i>c", "abc")]
    [InlineData("<p>a</p><p>b</p>", "a b")]
    [InlineData("a<br>b", "a b")]
    [InlineData("a<iostream>b", "ab")]
    [InlineData("a<!-- <b>x</b> -->b", "ab")]
    [InlineData("a<!-->b", "ab")]
    [InlineData("a<script>if (x<y) '</b>'</script>b", "ab")]
    [InlineData("a<STYLE>p{}</style >b", "ab")]
    [InlineData("a<template>x<template>y</template>z</template>b", "ab")]
    [InlineData("1 < 2 &", "1 < 2 &")]
    [InlineData("a <b title='>'>c</b>", "a c")]
    [InlineData("a <b", "a")]
    [InlineData("<img src=x alt=y>", null)]
    [InlineData("safe<applet code=x></applet> text", "safe text")]
    [InlineData("<title>Seen</title>", "Seen")]
    public void Html_gives_its_visible_text(string written, string? expected) => Assert.Equal(expected, PlainText.Read(written, TextForm.Html));

    [Theory]
    [InlineData("<iostream>", "<iostream>")]
    [InlineData("vector<string> & map", "vector<string> & map")]
    [InlineData("1 < 2", "1 < 2")]
    [InlineData("I <3 you", "I <3 you")]
    [InlineData("a <B>b</B> c", "a b c")]
    [InlineData("Q&amp;A", "Q&A")]
    [InlineData("Q&A", "Q&A")]
    [InlineData("&amp;lt;b&amp;gt;", "&lt;b&gt;")]
    [InlineData("&lt;b&gt;", "<b>")]
    [InlineData("a<!-- gone -->b", "ab")]
    [InlineData("a <!-- open", "a <!-- open")]
    [InlineData("if a <b", "if a <b")]
    [InlineData("The <script> tag", "The tag")]
    [InlineData("a <script>alert(1)</script>b", "a b")]
    [InlineData("<!DOCTYPE html> explained", "<!DOCTYPE html> explained")]
    public void Undeclared_text_loses_known_tags_and_is_decoded_once(string written, string expected) =>
        Assert.Equal(expected, PlainText.Read(written, TextForm.Undeclared));

    [Theory]
    [InlineData("&hellip;", "…")]
    [InlineData("&hellip", "&hellip")]
    [InlineData("&eacute", "é")]
    [InlineData("&notit;", "¬it;")]
    [InlineData("&notin;", "∉")]
    [InlineData("&NotEqualTilde;", "\u2242\u0338")]
    [InlineData("&CounterClockwiseContourIntegral;", "∳")]
    [InlineData("&nosuch;", "&nosuch;")]
    [InlineData("&#8217;&#x2019;&#X2019", "’’’")]
    [InlineData("&#146;&#x80;", "’€")]
    [InlineData("&#x1F600;", "😀")]
    [InlineData("a&#0;b", "a\uFFFDb")]
    [InlineData("a&#xD800;b", "a\uFFFDb")]
    [InlineData("a&#99999999999999999999;b", "a\uFFFDb")]
    [InlineData("a&#1;&#x81;&#127;b", "ab")]
    [InlineData("&#;&#x;&#xg;&", "&#;&#x;&#xg;&")]
    [InlineData("&zwj;x&zwnj;y&shy;&rlm;z", "\u200Dx\u200Cy\u00AD\u200Fz")]
    public void Character_references_are_those_of_browsers(string written, string expected) =>
        Assert.Equal(expected, PlainText.Read(written, TextForm.Html));

    [Theory]
    [InlineData("don\u0092t", "don’t")]
    [InlineData("a\u0000b\u0008c\u007Fd\u0081e\uFFFEf", "abcdef")]
    [InlineData("👩\u200D👩\u200D👧", "👩\u200D👩\u200D👧")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("abc\u202Egpj.exe\u202C", "abcgpj.exe")]
    [InlineData("\u2066a\u2069", "a")]
    public void Characters_that_do_harm_go_and_those_that_scripts_need_stay(string written, string expected) =>
        Assert.Equal(expected, PlainText.Read(written, TextForm.Plain));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("a\uFFFDb", PlainText.Read("a\uD800b", TextForm.Plain));
        Assert.Equal("\uFFFD\uFFFD", PlainText.Read("\uDC00\uD83D", TextForm.Plain));
    }

    [Fact]
    public void A_long_text_is_cut_with_an_ellipsis_and_never_inside_a_character()
    {
        var cut = PlainText.Read(string.Concat(Enumerable.Repeat("😀", 100)), TextForm.Plain, limit: 10)!;
        Assert.Equal("😀😀😀😀…", cut);
        Assert.Equal(NormalizingLimits.Title, PlainText.Read(new string('x', 1_000_000), TextForm.Html)!.Length);
    }

    [Theory]
    [InlineData("<b ")]
    [InlineData("<script>")]
    [InlineData("<!--")]
    [InlineData("&notit;")]
    [InlineData("<")]
    [InlineData("<a x='")]
    public void Repetition_of_what_never_ends_is_read_in_one_go(string part)
    {
        var written = string.Concat(Enumerable.Repeat(part, NormalizingLimits.PlainSource / part.Length));
        foreach (var form in Enum.GetValues<TextForm>())
            Assert.True((PlainText.Read(written, form) ?? "").Length <= NormalizingLimits.Title);
    }
}
