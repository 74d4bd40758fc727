using System.Data.Common;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage.Search;

/// <summary>Keeps the index of words in step with articles: in their transaction, or by leaving word for an index that is kept beside the database.</summary>
internal sealed class SearchRows(ISearchIndex index, DbConnection connection, DbTransaction transaction)
{
    /// <param name="created">Articles that are new.</param>
    /// <param name="revised">New texts, of new articles too.</param>
    /// <param name="sourced">Articles that one more feed carries now. Those that are in the index are read into it anew a little later: nobody waits for that.</param>
    /// <returns>What is to be done when the transaction is through.</returns>
    public SearchWork Write(IReadOnlyCollection<WrittenArticle> created, IReadOnlyCollection<WrittenArticle> revised, IReadOnlyCollection<long> sourced)
    {
        if (index.Refusal is not null)
            return SearchWork.None;
        // Of two texts that one transaction gave an article the last one counts.
        var latest = revised.GroupBy(r => r.Id).Select(g => g.Last()).ToDictionary(r => r.Id);
        var known = latest.Keys.Except(created.Select(c => c.Id)).ToList();
        var isNew = created.Select(c => c.Id).ToHashSet();
        isNew.ExceptWith(sourced);
        isNew.ExceptWith(latest.Keys);
        Remove(known);
        if (index.HasMarks)
            ReadAgain(sourced.Except(known).Except(created.Select(c => c.Id)));
        var written = created.Select(c => latest.Remove(c.Id, out var later) ? later : c).ToList();
        var documents = new SearchDocuments(index, connection, transaction);
        if (index.IsBeside)
            return new SearchWork(documents.Of(written, isNew), known.Count > 0);
        Insert(documents.Of([.. written, .. latest.Values], isNew));
        return SearchWork.None;
    }

    public void Remove(IReadOnlyCollection<long> articles)
    {
        if (articles.Count == 0 || index.Refusal is not null)
            return;
        if (index.IsBeside)
            ReadAgain(articles);
        else
            index.Remove(connection, transaction, articles);
    }

    /// <param name="documents">None that is in the index.</param>
    public void Insert(IReadOnlyList<SearchDocument> documents)
    {
        if (documents.Count > 0)
            index.Insert(connection, transaction, documents);
    }

    /// <summary>They are read into the index anew, or for the first time, or taken out of it, a little later.</summary>
    public void ReadAgain(IEnumerable<long> articles)
    {
        var ids = articles.Distinct().ToList();
        if (ids.Count > 0)
        {
            connection.Execute(
                "INSERT INTO search_again (article_id) SELECT CAST(j.atom AS BIGINT) FROM json_each(@ids) j WHERE true ON CONFLICT DO NOTHING",
                new { ids = StorageJson.Numbers(ids) },
                transaction);
        }
    }
}
