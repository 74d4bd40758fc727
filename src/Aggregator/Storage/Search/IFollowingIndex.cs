namespace Aggregator.Storage.Search;

/// <summary>An index of words that is kept beside the database, behind it.</summary>
internal interface IFollowingIndex
{
    /// <summary>Takes up what a transaction has left to do, and what earlier ones have, should it not be there.</summary>
    void Take(SearchWork work);

    /// <summary>Why it cannot be written, and the remedy: one sentence that names it, not the database.</summary>
    string Explain(Exception exception);
}
