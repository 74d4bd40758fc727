using System.Data;
using System.Data.Common;
using System.Globalization;
using Aggregator.Deduplicating.Stories;

namespace Aggregator.Storage.Stories;

/// <summary>
/// Spares look-ups in the story index: most values of a new article are in no other, and each would be looked for on a page of its own. What the index
/// had before a start is read little by little, with each transaction; until then the index is asked.
/// </summary>
/// <param name="isUsed">False where others write to the index, too.</param>
internal sealed class BandFilters(bool isUsed)
{
    private readonly Dictionary<(BandKind Kind, int Period), PeriodValues> _periods = [];

    public bool IsUsed => isUsed;

    /// <summary>What is known of a period's values; null where nothing is.</summary>
    public PeriodValues? Find(BandKind kind, int period) => isUsed ? Of(kind, period) : null;

    /// <summary>An entry goes into the index, or begins to wait for that.</summary>
    public void Add(Band band)
    {
        if (isUsed)
            Of(band.Kind, band.Period).Values.Add(band.Value);
    }

    /// <summary>Reads on.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">The only one that writes to the index now.</param>
    /// <param name="entries">How many at most.</param>
    public void Read(DbConnection connection, DbTransaction transaction, int entries)
    {
        if (!_periods.Values.Any(known => known.ReadTo != long.MaxValue))
            return;
        // As one text: to ask the driver for each number takes four times as long as all the rest.
        using var statement = new RepeatedQuery(
            connection, transaction,
            """
            SELECT COUNT(*), MAX(value), group_concat(value, ' ') FROM (
              SELECT b.value FROM story_bands b WHERE b.kind = @kind AND b.period = @period AND b.value >= @value ORDER BY b.value LIMIT @entries)
            """,
            ("kind", DbType.Int32), ("period", DbType.Int32), ("value", DbType.Int64), ("entries", DbType.Int32));
        foreach (var (key, known) in _periods.Where(period => period.Value.ReadTo != long.MaxValue))
        {
            if (entries == 0)
                return;
            using var rows = statement.Read((int)key.Kind, key.Period, known.ReadTo, entries);
            rows.Read();
            var count = rows.GetInt32(0);
            if (count > 0)
                Add(known.Values, rows.GetString(2));
            // More entries of the last value tell nothing more.
            known.ReadTo = count < entries || rows.GetInt64(1) == long.MaxValue ? long.MaxValue : rows.GetInt64(1) + 1;
            entries -= count;
        }
    }

    private static void Add(ValueFilter values, ReadOnlySpan<char> numbers)
    {
        foreach (var number in numbers.Split(' '))
            values.Add(long.Parse(numbers[number], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private PeriodValues Of(BandKind kind, int period)
    {
        if (_periods.TryGetValue((kind, period), out var known))
            return known;
        // Look-ups read a period and the one before.
        foreach (var old in _periods.Keys.Where(key => key.Kind == kind && key.Period < period - 1).ToList())
            _periods.Remove(old);
        return _periods[(kind, period)] = new PeriodValues();
    }
}
