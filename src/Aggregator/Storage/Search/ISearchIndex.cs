using System.Data.Common;

namespace Aggregator.Storage.Search;

/// <summary>The index of words of one kind of database: how it is kept, and how it is asked.</summary>
internal interface ISearchIndex
{
    /// <summary>Whether it answers conditions on time, tags and feeds by itself (<see cref="SearchMarks"/>).</summary>
    bool HasMarks { get; }

    /// <summary>Whether it is kept beside the database, behind it; then <see cref="Database.Words"/> writes it, on connections of its own.</summary>
    bool IsBeside => false;

    /// <summary>Why nobody can look for words, and the remedy; null when they can.</summary>
    string? Refusal => null;

    /// <summary>How it is asked: by each in turn, every one finding older articles than the one before. Null when there is nothing that it could be asked for.</summary>
    /// <param name="connection">Of <see cref="Database.OpenForWords"/>, on which it will be asked, with what <see cref="Database.BeginReading"/> begins.</param>
    /// <param name="conditions">All of them must hold.</param>
    IReadOnlyList<SearchProbe>? Probes(DbConnection connection, SearchConditions conditions);

    /// <param name="connection">Of the transaction.</param>
    /// <param name="transaction">That of the articles, where it is part of their database.</param>
    /// <param name="documents">None that is in the index.</param>
    void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents);

    /// <summary>Those that are not there do not matter.</summary>
    void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles);

    void Clear(DbConnection connection, DbTransaction transaction);

    /// <summary>Articles in it.</summary>
    long Count(DbConnection connection);
}
