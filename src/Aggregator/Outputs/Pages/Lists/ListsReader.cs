using Aggregator.Configuration;
using Aggregator.Configuration.Patching;
using Aggregator.Storage;
using Aggregator.Storage.Figures;
using Aggregator.Storage.Planning;

namespace Aggregator.Outputs.Pages.Lists;

/// <summary>
/// Reads the lists and plans them against the database. That costs as much as a reload, so it is done again only when a file or the state changed, and once
/// a minute, since polling teaches as well.
/// </summary>
internal sealed class ListsReader(ListFolder folder, CatalogSource catalog, CatalogStore store, ListChangeStore changes)
{
    public const int LinesShown = 500;
    private const int ChangesShown = 30;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private (int Signature, Catalog Catalog, DateTimeOffset? Changed, PlanView View)? _last;

    public ListsModel Read(DateTimeOffset now)
    {
        var lately = changes.Last(ChangesShown);
        var state = catalog.State;
        var plan = Plan(lately is [var last, ..] ? last.At : null, now);
        var refusal = state.Result == ReloadResult.Loaded || plan.Errors.Count > 0 ? [] : state.Errors.Select(Error).ToList();
        return new ListsModel(state, refusal, plan, catalog.Current.Includes, lately);
    }

    private PlanView Plan(DateTimeOffset? changed, DateTimeOffset now)
    {
        // One at a time: whoever comes meanwhile waits for the same answer.
        lock (_lock)
        {
            var signature = folder.Signature();
            if (_last is { } last && last.Signature == signature && last.Catalog == (object)catalog.Current && last.Changed == changed && now - last.View.At < Fresh)
                return last.View;
            var view = Make(now);
            _last = (signature, catalog.Current, changed, view);
            return view;
        }
    }

    private PlanView Make(DateTimeOffset now)
    {
        var outcome = folder.Load();
        var errors = outcome is CatalogOutcome.Rejected rejected ? rejected.Errors : [];
        var feeds = catalog.Current.Feeds.CountBy(feed => feed.Location.File).ToDictionary(StringComparer.Ordinal);
        var faults = errors.CountBy(error => error.Location.File).ToDictionary(StringComparer.Ordinal);
        var view = new PlanView
        {
            At = now,
            Errors = [.. errors.Select(Error)],
            Files = [.. folder.Files().Select(file => new ListFile(folder.NameOf(file), feeds.GetValueOrDefault(file), faults.GetValueOrDefault(file), ChangedAt(file)))],
        };
        if (outcome is not CatalogOutcome.Loaded { Catalog: var next })
            return view;
        var plan = store.Plan(next);
        return view with
        {
            Added = plan.Count<PlannedChange.Added>(),
            Changed = plan.Count<PlannedChange.Changed>(),
            Moved = plan.Count<PlannedChange.Moved>(),
            Retired = plan.Count<PlannedChange.Retired>(),
            Unchanged = plan.Unchanged,
            Lines = [.. plan.Changes.Take(LinesShown).Select(change => PlanLines.Of(change, folder))],
            Proposals = ListPatcher.Propose(next, store.Learned()).Proposals,
        };
    }

    private ListError Error(ConfigurationError error) => new(folder.PlaceOf(error.Location), error.Message);

    private static DateTimeOffset? ChangedAt(string file)
    {
        try
        {
            return File.GetLastWriteTimeUtc(file) is { Year: > 1601 } at ? new DateTimeOffset(at) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
