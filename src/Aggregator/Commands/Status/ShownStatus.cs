using System.Collections.Immutable;
using Aggregator.Scheduling;
using Aggregator.Storage.Reading.Status;

namespace Aggregator.Commands.Status;

/// <summary>What is shown of how everything is.</summary>
/// <param name="Summary">What the database and the lists tell.</param>
/// <param name="Daemon">Who polls, in words; null when nobody does.</param>
/// <param name="Calendar">The jobs.</param>
internal sealed record ShownStatus(StatusSummary Summary, string? Daemon, ImmutableArray<CalendarEntry> Calendar);
