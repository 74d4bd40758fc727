using System.Data.Common;

namespace Aggregator.Storage.Search;

/// <summary>In the place of an index that the operator does without. Nobody may ask it: see <see cref="ISearchIndex.Refusal"/>.</summary>
internal sealed class NoSearchIndex : ISearchIndex
{
    public bool HasMarks => false;

    public string Refusal => "articles are not indexed by their words: set Storage:IndexWords to true; what is stored by then is read into the index in the background";

    public IReadOnlyList<SearchProbe>? Probes(DbConnection connection, SearchConditions conditions) => throw new InvalidOperationException(Refusal);

    public void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents)
    {
    }

    public void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles)
    {
    }

    public void Clear(DbConnection connection, DbTransaction transaction)
    {
    }

    public long Count(DbConnection connection) => 0;
}
