using Aggregator.Outputs.Events;

namespace Aggregator.Outputs.Pages.Log;

/// <summary>A page of the log.</summary>
/// <param name="Filter">What it shows.</param>
/// <param name="Lines">The newest first.</param>
/// <param name="Older">Before which number more follow; null when nothing does.</param>
internal sealed record LogModel(EventFilter Filter, IReadOnlyList<LoggedEvent> Lines, long? Older);
