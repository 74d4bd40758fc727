using Aggregator.Commands.Simulating;

namespace Aggregator.Tests.Commands.Simulating;

public sealed class TraceFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("traces");

    [Fact]
    public void A_trace_is_read_in_order_with_its_host()
    {
        Write("example.org_news.txt", "7200\n\n 3600 \n");
        var (traces, errors) = TraceFolder.Read(_folder.FullName);
        Assert.Empty(errors);
        var trace = Assert.Single(traces);
        Assert.Equal(("example.org_news", "example.org"), (trace.Name, trace.Host));
        Assert.Equal([1.0, 2.0], trace.Times);
    }

    [Theory]
    [InlineData("3600\nyesterday\n", ":2: \"yesterday\"")]
    [InlineData("1700000000000\n", ":1: \"1700000000000\"")]
    [InlineData("-5", ":1: \"-5\"")]
    public void An_unreadable_line_is_named_with_its_file_and_number(string content, string expected)
    {
        Write("a_b.txt", content);
        Assert.Contains(expected, Assert.Single(TraceFolder.Read(_folder.FullName).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_traces_says_what_it_should_hold() =>
        Assert.Contains("holds no traces", Assert.Single(TraceFolder.Read(_folder.FullName).Errors), StringComparison.Ordinal);

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Contains("there is no folder", Assert.Single(TraceFolder.Read(Path.Combine(_folder.FullName, "none")).Errors), StringComparison.Ordinal);

    [Fact]
    public void Traces_of_different_years_begin_within_a_week_and_keep_their_hours()
    {
        Write("a_b.txt", "1700000000\n1700003600\n");
        Write("c_d.txt", "1800000000\n1800003600\n");
        var traces = TraceFolder.Read(_folder.FullName).Traces;
        Assert.InRange(traces[1].Times[0] - traces[0].Times[0], 0, 168);
        Assert.Equal(1800000000 / 3600.0 % 168, traces[1].Times[0] % 168, 1e-6);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);
}
