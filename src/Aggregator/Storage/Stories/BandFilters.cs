using System.Data;
using System.Data.Common;
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
        // By the driver alone, since a mapper boxes each number.
        using var statement = new RepeatedStatement(
            connection, transaction,
            """
            SELECT b.value, b.article_id FROM story_bands b
            WHERE b.kind = @kind AND b.period = @period AND (b.value, b.article_id) > (@value, @article)
            ORDER BY b.value, b.article_id LIMIT @entries
            """,
            ("kind", DbType.Int32), ("period", DbType.Int32), ("value", DbType.Int64), ("article", DbType.Int64), ("entries", DbType.Int32));
        foreach (var (key, known) in _periods.Where(period => period.Value.ReadTo != long.MaxValue))
        {
            if (entries == 0)
                return;
            var count = 0;
            using var rows = statement.Read((int)key.Kind, key.Period, known.ReadTo, known.LastArticle, entries);
            for (; rows.Read(); count++)
            {
                (known.ReadTo, known.LastArticle) = (rows.GetInt64(0), rows.GetInt64(1));
                known.Values.Add(known.ReadTo);
            }
            if (count < entries)
                (known.ReadTo, known.LastArticle) = (long.MaxValue, 0);
            entries -= count;
        }
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
