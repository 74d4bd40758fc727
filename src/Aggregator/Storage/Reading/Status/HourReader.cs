using Aggregator.Storage.Figures;

namespace Aggregator.Storage.Reading.Status;

/// <summary>Reads what happened in the last hours.</summary>
internal sealed class HourReader(Database database)
{
    private readonly TallyStore _tallies = new(database);

    /// <summary>Every hour, also those in which nothing happened, oldest first; the last is the one that runs.</summary>
    public IReadOnlyList<HourSummary> Last(int hours, DateTimeOffset now)
    {
        var first = TallyNames.HourOf(now) + 1 - hours;
        var tallies = _tallies.Since(first).ToLookup(tally => tally.Hour);
        return [.. Enumerable.Range(0, hours).Select(i => Summary(first + i, tallies[first + i].ToDictionary(tally => tally.Name, tally => tally.Number)))];
    }

    private static HourSummary Summary(long hour, Dictionary<string, long> numbers) => new()
    {
        Start = DateTimeOffset.FromUnixTimeSeconds(hour * 3600),
        Created = numbers.GetValueOrDefault(TallyNames.Created),
        Updated = numbers.GetValueOrDefault(TallyNames.Updated),
        Polls = Enum.GetValues<PollOutcome>().Where(outcome => numbers.ContainsKey(TallyNames.Of(outcome))).ToDictionary(outcome => outcome, outcome => numbers[TallyNames.Of(outcome)]),
        Pushes = numbers.GetValueOrDefault(TallyNames.Pushes),
        Bytes = numbers.GetValueOrDefault(TallyNames.Bytes),
        Gaps = numbers.GetValueOrDefault(TallyNames.Gaps),
        Delays = DelayScale.StepsOf(numbers),
    };
}
