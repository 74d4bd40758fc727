using Aggregator.Parsing;
using Aggregator.Polling;

namespace Aggregator.Tests.Polling;

public sealed class DiagnosticSummaryTests
{
    [Fact]
    public void What_was_written_is_read_back_as_counts_by_code()
    {
        var summary = DiagnosticSummary.Write([new(DiagnosticCode.Malformed, "a"), new(DiagnosticCode.DateUnreadable, "b"), new(DiagnosticCode.DateUnreadable, "c")]);
        Assert.Equal("Malformed DateUnreadable×2", summary);
        Assert.Equal([(DiagnosticCode.Malformed, 1), (DiagnosticCode.DateUnreadable, 2)], DiagnosticSummary.Read(summary));
    }

    [Fact]
    public void Nothing_wrong_is_nothing_kept_and_nothing_counted()
    {
        Assert.Null(DiagnosticSummary.Write([]));
        Assert.Empty(DiagnosticSummary.Read(null));
    }

    [Fact]
    public void Codes_of_another_version_are_not_counted() =>
        Assert.Equal([(DiagnosticCode.EncodingLied, 1)], DiagnosticSummary.Read("SomethingNew×7 3 EncodingLied ×2"));
}
