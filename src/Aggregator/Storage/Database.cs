using System.Data;
using System.Data.Common;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Keeping;
using Aggregator.Storage.Postgres;
using Aggregator.Storage.Search;
using Aggregator.Storage.Stories;

namespace Aggregator.Storage;

/// <summary>
/// The database, and everything in which SQLite and PostgreSQL differ: connecting, migrating, numbering, and who may write. What is not here is one
/// SQL text for both; PostgreSQL's first migration defines the few functions of SQLite's that those texts use.
/// </summary>
internal abstract class Database
{
    /// <summary>For people: the file, or the server and its database. Holds no secret.</summary>
    public abstract string Name { get; }

    /// <summary>The folder of its migrations.</summary>
    public abstract string Dialect { get; }

    /// <summary>An open connection; disposing gives it back to the pool. <see cref="DbConnection.BeginTransaction()"/> begins one that may write.</summary>
    /// <exception cref="DbException">The database cannot be used just now.</exception>
    public abstract DbConnection Open();

    /// <summary>As <see cref="Open"/>, for the one who writes polls, a transaction after the other: pages that it has read stay in memory.</summary>
    public virtual DbConnection OpenForPolls() => Open();

    /// <summary>As <see cref="Open"/>, for who asks the index of words; nothing is written by it.</summary>
    public virtual DbConnection OpenForWords() => Open();

    /// <summary>Until its end everything that is read is of one instant, where tables come and go; null where they do not.</summary>
    public virtual DbTransaction? BeginReading(DbConnection connection) => null;

    /// <summary>
    /// As <see cref="Open"/>, and makes what is not there yet: the file, or the schema. While it is open no other process migrates, or the
    /// transactions of the migrations exclude each other.
    /// </summary>
    public abstract DbConnection OpenForMigration();

    /// <summary>After migrations: makes what else has to be there.</summary>
    public virtual void Prepare()
    {
    }

    /// <summary>Which hosts are ours, where daemons share the database; null where there is one daemon only.</summary>
    public virtual HostLeases? Leases => null;

    /// <summary>Where a scheduler that daemons share keeps its jobs; null where there is one daemon only.</summary>
    public virtual DbDataSource? Shared => null;

    /// <summary>So much of <see cref="CompletedPoll.Weight"/> fills a transaction, however few polls it came from.</summary>
    public virtual int WeightOfTransaction => int.MaxValue;

    /// <summary>
    /// A query for the next <c>@most</c> of the feeds d, with their hosts dh, that are due <c>@now</c>, behind <c>@at</c> and <c>@id</c> and in that order: id, host, time and whether
    /// it is wanted. Those that are not may be among them or not.
    /// </summary>
    public abstract string DuePage(string isWanted);

    /// <summary>Names of the tables, whoever made them.</summary>
    public abstract IReadOnlyCollection<string> Tables(DbConnection connection, DbTransaction? transaction = null);

    /// <summary>Whether a write could begin right now; nothing is written.</summary>
    public abstract bool IsWritable();

    /// <summary>Refreshes statistics and gives space back.</summary>
    public abstract void Optimize();

    /// <summary>The index of words.</summary>
    public abstract ISearchIndex Search { get; }

    /// <summary>What it does not know yet.</summary>
    public abstract ISearchBacklog SearchBacklog { get; }

    /// <summary>It again, where it is kept beside the database; null where it is part of it, or not kept.</summary>
    public virtual IFollowingIndex? Words => null;

    /// <summary>The index of stories.</summary>
    public abstract IBandIndex Bands { get; }

    /// <summary>Bytes that are in use, free pages not counted.</summary>
    public abstract long UsedBytes(DbConnection connection);

    /// <summary>Gives free pages back to the disk where the database does not do so itself.</summary>
    public virtual void GiveBack(DbConnection connection, CancellationToken cancellation)
    {
    }

    /// <summary>Looks for everything that can be wrong, and changes nothing.</summary>
    public abstract IReadOnlyList<Finding> Examine();

    /// <summary>Copies what is there at one instant into a file, while it is written.</summary>
    public abstract BackupOutcome Backup(string path);

    /// <summary>Rows for one table, within the transaction.</summary>
    public virtual RowInsert Insert(DbConnection connection, DbTransaction transaction, InsertText text) => new CollectedInsert(connection, transaction, text);

    /// <summary>One statement for row after row, within the transaction.</summary>
    public virtual RepeatedStatement Repeat(DbConnection connection, DbTransaction transaction, string text, params (string Name, DbType Type)[] parameters) =>
        new RepeatedQuery(connection, transaction, text, parameters);

    /// <summary>The numbers that articles get within a transaction.</summary>
    public abstract IArticleNumbers ArticleNumbers(DbConnection connection, DbTransaction transaction);

    /// <summary>After rows with numbers were put in: new ones get higher numbers.</summary>
    public abstract void ContinueNumbers(DbConnection connection, DbTransaction transaction);

    /// <summary>Names of the daemons that live, where daemons share the database; null where a lock on the data directory tells it.</summary>
    public virtual IReadOnlyList<string>? Daemons(DateTimeOffset now) => null;

    /// <summary>Why the store may not be copied now: somebody works with it. Null when nobody does.</summary>
    public virtual string? Refusal(DateTimeOffset now) => null;

    /// <summary>No other transaction takes lists over until ours ends.</summary>
    public abstract void LockLists(DbConnection connection, DbTransaction transaction);

    /// <summary>
    /// Before anything is looked up: no other transaction looks up or creates articles under these links until ours ends. Otherwise two daemons
    /// that met one article in two feeds at the same moment would both create it.
    /// </summary>
    public abstract void LockLinks(DbConnection connection, DbTransaction transaction, IEnumerable<Fetching.Hash128> links);

    /// <summary>No other transaction decides about stories until ours ends, and what earlier ones decided is seen.</summary>
    public abstract void LockStories(DbConnection connection, DbTransaction transaction);

    /// <summary>
    /// SQL of a join that goes from each row on its left to an index of the table, however little the database knows of the table: never through the table,
    /// or through all of a period of it.
    /// </summary>
    /// <param name="table">Its name.</param>
    /// <param name="alias">What the query calls it.</param>
    /// <param name="condition">Which of its rows.</param>
    public abstract string JoinByKey(string table, string alias, string condition);

    /// <summary>Whether the same again may well work: the connection was lost, or another transaction was in the way.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>Runs a transaction, and again when another one was in its way.</summary>
    public T Repeat<T>(Func<T> transaction)
    {
        const int attempts = 5;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return transaction();
            }
            catch (DbException e) when (attempt < attempts && IsTransient(e))
            {
                // What was in the way is through by now: the server told us only when it was.
            }
        }
    }

    /// <summary>Why the database cannot be used, and the remedy: one sentence that names the database.</summary>
    public abstract string Explain(Exception exception);
}
