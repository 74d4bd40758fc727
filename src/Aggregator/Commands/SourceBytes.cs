using Aggregator.Configuration;
using Aggregator.Fetching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Commands;

/// <summary>Reads what an argument names: a file, or a URL through the guarded fetcher.</summary>
internal static class SourceBytes
{
    /// <summary>In bytes; more is no list of feeds.</summary>
    private const long MaxLength = 10 * 1024 * 1024;

    /// <summary>Null after it was said why there is nothing to read.</summary>
    public static async Task<byte[]?> ReadAsync(string source, Settings settings, CancellationToken cancellation)
    {
        if (source.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return await FetchAsync(source, settings, cancellation).ConfigureAwait(false);
        try
        {
            // Length is also the guard against devices and pipes, which never end.
            if (new FileInfo(source) is { Exists: true, Length: > MaxLength } file)
                Terminal.Error($"{source} has {Sizes.Approximate(file.Length)}, more than the {Sizes.Format(MaxLength)} that are read; split it.");
            else
                return await File.ReadAllBytesAsync(source, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Terminal.Error($"{source} cannot be read: {e.Message}");
        }
        return null;
    }

    private static async Task<byte[]?> FetchAsync(string url, Settings settings, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            Terminal.Error($"{Redactor.Url(url)} is not a valid URL.");
            return null;
        }

        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddLogging(logging => logging.ClearProviders()).AddMetrics()
            .AddFetching(settings).BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var outcome = await services.GetRequiredService<FeedFetcher>().FetchAsync(new FetchRequest(uri) { MaxBytes = MaxLength }, cancellation).ConfigureAwait(false);
            if (outcome is FetchOutcome.Fetched fetched)
                return fetched.Document.Body.ToArray();
            Terminal.Error($"{Redactor.Url(url)} could not be fetched: {(outcome as FetchOutcome.Failed)?.Reason}");
            return null;
        }
    }
}
