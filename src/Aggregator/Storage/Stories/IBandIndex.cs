using System.Data.Common;

namespace Aggregator.Storage.Stories;

/// <summary>The index by which articles are found again that may tell the same news (<see cref="Band"/>).</summary>
internal interface IBandIndex
{
    /// <summary>To be called once a transaction, before anything else of it.</summary>
    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">The only one that writes to the index now.</param>
    IOpenBandIndex Open(DbConnection connection, DbTransaction transaction);

    /// <summary>Forgets everything.</summary>
    void Clear(DbConnection connection, DbTransaction transaction);

    /// <summary>Removes what no look-up reads any more, in small transactions; entries removed.</summary>
    int Cut(DateTimeOffset now, CancellationToken cancellation);
}
