namespace Aggregator.Parsing.Dates;

/// <summary>A time of day and the zone it was written in.</summary>
internal sealed record Clock(TimeSpan Time, Zone Zone);
