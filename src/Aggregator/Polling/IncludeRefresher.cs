using Aggregator.Configuration;
using Aggregator.Fetching;
using Microsoft.Extensions.Logging;

namespace Aggregator.Polling;

/// <summary>
/// Keeps the copies of included lists fresh. What is no list, or cannot be fetched, leaves the last good copy in force; a changed copy is taken
/// over as a changed file is, so that the guard against mass retirement holds for it, too.
/// </summary>
internal sealed partial class IncludeRefresher(
    FeedFetcher fetcher, IncludeCache cache, CatalogSource catalog, CatalogWatcher watcher, ListsOptions options, TimeProvider time, ILogger<IncludeRefresher> logger)
{
    /// <summary>After a failure. A list that was never fetched has no feeds at all.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, DateTimeOffset> _notBefore = [];

    /// <summary>Fetches, one after the other, what is due; asks for a reload when something changed. Not to be called while a call is under way.</summary>
    /// <returns>Whether something changed.</returns>
    public async Task<bool> RefreshDueAsync(CancellationToken cancellation)
    {
        var changed = false;
        foreach (var url in catalog.Current.Includes.Select(include => include.Url).Distinct())
        {
            var copy = cache.Describe(url);
            var now = time.GetUtcNow();
            if (now < (_notBefore.TryGetValue(url, out var notBefore) ? notBefore : copy?.FetchedAt + options.IncludeInterval))
                continue;
            var outcome = await RefreshAsync(url, copy, cancellation).ConfigureAwait(false);
            var shown = Redactor.Url(url);
            _notBefore[url] = now + (outcome is IncludeOutcome.Failed ? RetryDelay : options.IncludeInterval);
            changed |= outcome is IncludeOutcome.Changed;
            if (outcome is IncludeOutcome.Failed failed)
                LogFailed(shown, failed.Reason, copy is null ? "it has no feeds until it can be" : "the last good copy stays in force");
            else if (outcome is IncludeOutcome.Changed)
                LogChanged(shown);
        }

        if (changed)
            watcher.RequestReload();
        return changed;
    }

    private async Task<IncludeOutcome> RefreshAsync(string url, IncludeCopy? copy, CancellationToken cancellation)
    {
        var request = new FetchRequest(new Uri(url))
        {
            MaxBytes = IncludeCache.MaxLength,
            Validators = copy is null ? Validators.None : new Validators(copy.ETag, copy.LastModified, copy.Origin),
        };
        try
        {
            switch (await fetcher.FetchAsync(request, cancellation).ConfigureAwait(false))
            {
                case FetchOutcome.NotModified unchanged when copy is not null:
                    Store(unchanged.Validators, null);
                    return new IncludeOutcome.Unchanged();
                case FetchOutcome.Fetched fetched:
                    var bytes = fetched.Document.Body.ToArray();
                    if (IncludeCache.Check(bytes) is { } problem)
                        return new IncludeOutcome.Failed($"what came is no feed list: {problem}");
                    var same = cache.Read(url)?.AsSpan().SequenceEqual(bytes) == true;
                    Store(fetched.Validators, same ? null : bytes);
                    return same ? new IncludeOutcome.Unchanged() : new IncludeOutcome.Changed();
                case FetchOutcome.Failed failed:
                    return new IncludeOutcome.Failed(failed.Reason);
                default:
                    return new IncludeOutcome.Failed("the server says that nothing changed, though it was not asked");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new IncludeOutcome.Failed($"its copy cannot be written: {e.Message}");
        }

        void Store(Validators validators, byte[]? bytes) =>
            cache.Store(new IncludeCopy(url, time.GetUtcNow(), validators.ETag, validators.LastModified, validators.Origin), bytes);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Included list {Url} was not refreshed ({Reason}); {Consequence}")]
    private partial void LogFailed(string url, string reason, string consequence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Included list {Url} has changed")]
    private partial void LogChanged(string url);
}
