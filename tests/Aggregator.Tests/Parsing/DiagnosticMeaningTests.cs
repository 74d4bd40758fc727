using System.Text;
using Aggregator.Parsing;
using Aggregator.Tests.Configuration;

namespace Aggregator.Tests.Parsing;

public sealed class DiagnosticMeaningTests
{
    [Fact]
    public void Every_code_has_a_sentence_and_a_source()
    {
        foreach (var code in Enum.GetValues<DiagnosticCode>())
        {
            var meaning = DiagnosticMeaning.Of(code);
            Assert.EndsWith(".", meaning.Sentence, StringComparison.Ordinal);
            Assert.NotEmpty(meaning.Source);
            Assert.True(meaning.Link is null || Uri.IsWellFormedUriString(meaning.Link, UriKind.Absolute), meaning.Link);
        }
    }

    [Fact]
    public void The_table_in_the_operators_reference_is_true()
    {
        var file = Path.Combine(SourceTree.Config, "README.md");
        var text = File.ReadAllText(file);
        var start = text.IndexOf('\n', text.IndexOf("<!-- codes", StringComparison.Ordinal)) + 1;
        var end = text.IndexOf("<!-- /codes", StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("AGGREGATOR_TEST_REWRITE") == "1")
            File.WriteAllText(file, string.Concat(text.AsSpan(0, start), Table(), text.AsSpan(end)));
        else
            Assert.Equal(Table(), text[start..end]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| code | meaning | see |\n| --- | --- | --- |\n");
        foreach (var code in Enum.GetValues<DiagnosticCode>())
        {
            var meaning = DiagnosticMeaning.Of(code);
            var source = meaning.Link is null ? meaning.Source : $"[{meaning.Source}]({meaning.Link})";
            table.Append("| `").Append(code).Append("` | ").Append(meaning.Sentence).Append(" | ").Append(source).Append(" |\n");
        }
        return table.ToString();
    }
}
