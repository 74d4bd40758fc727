using Aggregator.Normalizing;
using Aggregator.Parsing;

namespace Aggregator.Tests.Normalizing;

public sealed class XssTests
{
    private static readonly Uri Base = new("https://example.com/feed");

    public static TheoryData<string> Payloads => [.. XssCorpus.All];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void No_payload_comes_through_and_its_surroundings_do(string payload)
    {
        foreach (var html in new[] { payload, "<p>before</p>" + payload, $"<div title=\"x\">before {payload}</div>", $"<table><tr><td>before {payload}</table>" })
        {
            var clean = MarkupCleaner.Clean(html, Base);
            Assert.Empty(MarkupJudge.Faults(clean));
            Assert.Equal(clean, clean is null ? null : MarkupCleaner.Clean(clean, Base));
            if (html != payload)
                Assert.Contains("before", clean, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Read_again_as_text_a_payload_stays_text(string payload)
    {
        Assert.Empty(MarkupJudge.Faults(MarkupCleaner.Escape(payload)));
        foreach (var form in Enum.GetValues<TextForm>())
            Assert.DoesNotContain('\n', PlainText.Read(payload, form) ?? "");
    }

    [Fact]
    public void The_judge_sees_what_is_wrong()
    {
        Assert.NotEmpty(MarkupJudge.Faults("<script>x</script>"));
        Assert.NotEmpty(MarkupJudge.Faults("<p onclick=x>"));
        Assert.NotEmpty(MarkupJudge.Faults("<a href='java\tscript:x'>"));
        Assert.NotEmpty(MarkupJudge.Faults("<a href='/relative'>"));
        Assert.NotEmpty(MarkupJudge.Faults("<svg></svg>"));
        Assert.NotEmpty(MarkupJudge.Faults("<!-- x -->"));
        Assert.NotEmpty(MarkupJudge.Faults("<iframe src=https://evil.example/></iframe>"));
        Assert.NotEmpty(MarkupJudge.Faults("<img src='data:image/svg+xml,x'>"));
        Assert.NotEmpty(MarkupJudge.Faults("<p style=color:red id=x>"));
        Assert.Empty(MarkupJudge.Faults("<p title=x><a href=https://example.com/>a</a><img src='data:image/png;base64,AA'></p>"));
    }
}
