using System.Collections.Immutable;

namespace Aggregator.Configuration;

/// <summary>
/// The catalog in force and how the last reload went. Readers see whole values and need no lock; only <see cref="CatalogWatcher"/> writes,
/// one reload at a time.
/// </summary>
internal sealed class CatalogSource(Catalog first, TimeProvider time)
{
    private volatile Catalog _current = first;
    private volatile ReloadState _state = new()
    {
        Result = ReloadResult.Loaded,
        LoadedAt = time.GetUtcNow(),
        AttemptedAt = time.GetUtcNow(),
        Accepted = 1,
    };

    public Catalog Current => _current;

    public ReloadState State => _state;

    internal void Accept(Catalog catalog)
    {
        var now = time.GetUtcNow();
        _current = catalog;
        _state = new ReloadState { Result = ReloadResult.Loaded, LoadedAt = now, AttemptedAt = now, Accepted = _state.Accepted + 1, Refused = _state.Refused };
    }

    internal void Refuse(ReloadResult result, ImmutableArray<ConfigurationError> errors, int retiringFeeds = 0) => _state = _state with
    {
        Result = result,
        AttemptedAt = time.GetUtcNow(),
        Errors = errors,
        RetiringFeeds = retiringFeeds,
        Refused = _state.Refused + 1,
    };
}
