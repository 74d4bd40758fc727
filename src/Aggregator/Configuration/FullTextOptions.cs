namespace Aggregator.Configuration;

/// <summary>How the pages of articles are fetched, for feeds with <c>fullText: true</c>.</summary>
internal sealed record FullTextOptions
{
    [Setting(Min = "1", Max = "64", Why = "Pages under way at once, over all hosts; of one host one at a time, paced like polls.")]
    public int Concurrency { get; init; } = 4;

    [Setting(Min = "10KB", Max = "100MB", Why = "Largest page after decompression.")]
    public long MaxBytes { get; init; } = 5 * 1024 * 1024;

    [Setting(Min = "1", Max = "20", Why = "Tries of one page that fails for a passing reason; the waits between them grow like a feed's.")]
    public int Tries { get; init; } = 5;
}
