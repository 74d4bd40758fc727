using System.Data.Common;
using Dapper;

namespace Aggregator.Storage.Postgres;

/// <summary>
/// A sequence whose every step is a block of numbers, so that daemons do not wait for each other. What is left of a block serves the next
/// transaction; a rolled-back transaction or a restart leaves a gap, which articles may have.
/// </summary>
internal sealed class PostgresArticleNumbers(PostgresArticleNumbers.Block block, DbConnection connection, DbTransaction transaction) : IArticleNumbers
{
    /// <summary>The increment of <c>article_numbers</c>.</summary>
    private const int Size = 1000;

    public long Next()
    {
        lock (block)
        {
            if (block.Next == block.End)
            {
                block.Next = connection.ExecuteScalar<long>("SELECT nextval('article_numbers')", transaction: transaction);
                block.End = block.Next + Size;
            }
            return block.Next++;
        }
    }

    public void Close()
    {
    }

    /// <summary>What is left of the last block that this process took.</summary>
    public sealed class Block
    {
        public long Next { get; set; }
        public long End { get; set; }
    }
}
