using System.Data.Common;

namespace Aggregator.Storage.Search;

/// <summary>The index of words of one kind of database: how it is kept, and how it is asked.</summary>
internal interface ISearchIndex
{
    /// <summary>What stands in FROM; an article's number is <see cref="Id"/>.</summary>
    string Source { get; }

    string Id { get; }

    /// <summary>The condition for rows of <see cref="Source"/>.</summary>
    /// <param name="parameter">Holds what <see cref="Expression"/> gave.</param>
    string Matches(string parameter);

    /// <summary>A query in the language of the index, in which no text of a person's is an operator; null when there is no word to look for.</summary>
    /// <param name="terms">All of them must hold.</param>
    /// <param name="column">The column for terms that name none; null is any.</param>
    string? Expression(IEnumerable<SearchTerm> terms, string? column);

    /// <summary>The same for any of the terms, wanted or not; null when there is none.</summary>
    string? Any(IEnumerable<SearchTerm> terms);

    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">That of the articles.</param>
    /// <param name="documents">None that is in the index.</param>
    void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents);

    /// <summary>Those that are not there do not matter.</summary>
    void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles);

    void Clear(DbConnection connection, DbTransaction transaction);

    /// <summary>Articles in it.</summary>
    long Count(DbConnection connection);
}
