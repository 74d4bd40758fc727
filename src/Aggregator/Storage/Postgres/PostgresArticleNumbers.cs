using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>
/// A sequence whose every step is a block of numbers, so that daemons do not wait for each other. What is left of a block serves the next
/// transaction, but only when this one is committed: a server that crashes before hands the same block out again. Numbers may have gaps.
/// </summary>
internal sealed class PostgresArticleNumbers(PostgresArticleNumbers.Remainder remainder, DbConnection connection, DbTransaction transaction) : IArticleNumbers
{
    /// <summary>The increment of <c>article_numbers</c>.</summary>
    private const int Size = 1000;

    private (long Next, long End) _block = remainder.Take();

    public long Next()
    {
        if (_block.Next == _block.End)
        {
            var first = connection.ExecuteScalar<long>("SELECT nextval('article_numbers')", transaction: transaction);
            _block = (first, first + Size);
        }
        return _block.Next++;
    }

    public void Close()
    {
    }

    public void Committed() => remainder.Put(_block);

    /// <summary>What is left of the last block that this process took; nothing while a transaction has it.</summary>
    public sealed class Remainder
    {
        private readonly Lock _lock = new();
        private (long Next, long End) _block;

        public (long Next, long End) Take()
        {
            lock (_lock)
            {
                var taken = _block;
                _block = default;
                return taken;
            }
        }

        public void Put((long Next, long End) block)
        {
            lock (_lock)
                _block = block;
        }
    }
}
