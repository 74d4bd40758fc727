using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Aggregator.Configuration;

/// <summary>One attempt to take the lists over: read, guard, hand on, put in force. Otherwise the last good catalog stays, and it says why, once.</summary>
internal sealed class CatalogReloader(
    string feedsDirectory, Func<CatalogOutcome> load, CatalogSource source, ListsOptions options, ILogger<CatalogReloader> log)
{
    private readonly RetirementGuard _guard = new(feedsDirectory, options.MaxRetiredPercent);
    private ImmutableHashSet<string> _told = [];

    /// <summary>Survives a take-over that failed, so that nobody has to confirm twice.</summary>
    private Catalog? _confirmed;

    /// <summary>The lists are good, but whoever takes them over was not able to.</summary>
    public bool MustRetry => source.State.Result == ReloadResult.Failed;

    /// <summary>What the catalog in force was made of.</summary>
    public int Signature() => FolderSignature.Of(feedsDirectory, source.Current.SecretFiles);

    /// <summary>
    /// Whether the lists may have changed since they were read. Files of secrets are known only once they have been read, so that nothing can be said of what
    /// they were before.
    /// </summary>
    public bool MayHaveChanged() => !source.Current.SecretFiles.IsEmpty || FolderSignature.Of(feedsDirectory) != source.Current.Signature;

    /// <summary>A confirmation that nobody asked for would confirm some later accident.</summary>
    public void DropLeftConfirmation()
    {
        if (_guard.TryConsume())
            CatalogLog.NothingToConfirm(log, _guard.ConfirmationFile);
    }

    public async Task ReloadAsync(Func<Catalog, CancellationToken, Task> onChanged, CancellationToken cancellation)
    {
        switch (load())
        {
            case CatalogOutcome.Rejected rejected:
                source.Refuse(ReloadResult.Rejected, rejected.Errors);
                Tell(rejected.Errors.Select(e => e.ToString()), m => CatalogLog.Rejected(log, m));
                break;
            case CatalogOutcome.Loaded { Catalog: var next }:
                var retiring = _guard.CountRetiring(source.Current, next);
                if (retiring > 0 && !next.Equals(_confirmed) && !_guard.TryConsume())
                {
                    AskToConfirm(retiring);
                    break;
                }

                _confirmed = retiring > 0 ? next : null;
                await TakeOverAsync(next, retiring, onChanged, cancellation).ConfigureAwait(false);
                break;
        }
    }

    private void AskToConfirm(int retiring)
    {
        var message = $"the lists would retire {retiring} of {source.Current.Feeds.Length} feeds, "
            + $"more than Lists:MaxRetiredPercent ({options.MaxRetiredPercent} %) allows; "
            + $"the last good lists stay in force. If you mean it, run: touch {_guard.ConfirmationFile} — or restart, where that directory cannot be written";
        source.Refuse(ReloadResult.AwaitingConfirmation, [new ConfigurationError(new SourceLocation(feedsDirectory, 0, 0), message)], retiring);
        Tell([message], m => CatalogLog.Refused(log, m));
    }

    private async Task TakeOverAsync(Catalog next, int confirmed, Func<Catalog, CancellationToken, Task> onChanged, CancellationToken cancellation)
    {
        var before = source.Current;
        try
        {
            if (!next.Equals(before))
                await onChanged(next, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // The boundary of one reload: whatever failed, the daemon goes on with the last good catalog and tries again.
            source.Refuse(ReloadResult.Failed, [new ConfigurationError(new SourceLocation(feedsDirectory, 0, 0), $"the lists could not be taken over: {e.Message}")]);
            Tell([e.Message], _ => CatalogLog.Failed(log, e));
            return;
        }

        source.Accept(next);
        _told = [];
        _confirmed = null;
        if (confirmed > 0)
            CatalogLog.Confirmed(log, confirmed);
        else
            DropLeftConfirmation();
        var urls = before.Feeds.Select(f => f.Url).ToHashSet(StringComparer.Ordinal);
        var added = next.Feeds.Count(f => !urls.Contains(f.Url));
        var removed = urls.Count - (next.Feeds.Length - added);
        if (!next.Equals(before))
            CatalogLog.Loaded(log, next.Feeds.Length, added, removed);
    }

    /// <summary>Each message once, until it goes away and comes back.</summary>
    private void Tell(IEnumerable<string> messages, Action<string> tell)
    {
        var all = messages.ToImmutableHashSet();
        foreach (var message in all.Except(_told).Order(StringComparer.Ordinal))
            tell(message);
        _told = all;
    }
}
