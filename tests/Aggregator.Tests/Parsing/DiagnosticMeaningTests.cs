using Aggregator.Parsing;

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
}
