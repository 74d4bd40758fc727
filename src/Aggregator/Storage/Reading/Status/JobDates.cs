namespace Aggregator.Storage.Reading.Status;

/// <summary>When a job is to run.</summary>
/// <param name="Name">As in its runs.</param>
/// <param name="NextAfter">The first date after an instant; null when there is none.</param>
internal sealed record JobDates(string Name, Func<DateTimeOffset, DateTimeOffset?> NextAfter);
