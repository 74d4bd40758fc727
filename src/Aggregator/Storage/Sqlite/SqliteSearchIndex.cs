using System.Data.Common;
using System.Globalization;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Search;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// FTS5. It parts and folds words itself; of scripts without spaces we write pairs. Everything is in <see cref="WordParts"/>; titles have an index of their own
/// beside them, since asking for a column reads every place of every word. It is a fifteenth of the size, and in one piece.
/// </summary>
internal sealed class SqliteSearchIndex : ISearchIndex
{
    /// <summary>Articles are numbered backwards there: FTS5 reads lists forwards faster, and wanted are the newest.</summary>
    private const long Last = 1L << 35;

    private const int PagesAtOnce = 500;

    private static readonly string Number = string.Create(CultureInfo.InvariantCulture, $"({Last} - x.rowid)");

    private static InsertText Articles(long part) => new(
        WordParts.Table(part), "",
        InsertColumn.Number("rowid"), InsertColumn.Text("title"), InsertColumn.Text("body"), InsertColumn.Text("author"), InsertColumn.Text("feed"), InsertColumn.Text("marks"));

    private static readonly InsertText Titles = new("title_words", "", InsertColumn.Number("rowid"), InsertColumn.Text("title"), InsertColumn.Text("marks"));

    public bool HasMarks => true;

    public bool IsBeside => true;

    public IReadOnlyList<SearchProbe>? Probes(DbConnection connection, SearchConditions conditions)
    {
        // Words that are excluded may stand anywhere.
        var inTitles = conditions.Wanted.Any() && conditions.Terms.All(t => !t.IsExcluded && t.Field == "title");
        if (MatchExpression.Of(conditions, inTitles) is not { } match)
            return null;
        return inTitles ? [Probe("title_words", match)] : [.. WordParts.All(connection).Select(part => Probe(WordParts.Table(part), match))];
    }

    public void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents)
    {
        var parts = documents.GroupBy(d => WordParts.Of(d.Id)).OrderByDescending(part => part.Key).ToList();
        WordParts.Make(connection, transaction, parts.Select(part => part.Key));
        using var titles = new BoundInsert((SqliteConnection)connection, Titles);
        foreach (var part in parts)
        {
            using var articles = new BoundInsert((SqliteConnection)connection, Articles(part.Key));
            // In the order of their numbers there: each step back would be a write of its own.
            foreach (var document in part.OrderByDescending(d => d.Id))
            {
                var title = SearchText.Segment(document.Title);
                articles.Add(Last - document.Id).Add(title).Add(SearchText.Segment(document.Body)).Add(SearchText.Segment(document.Author)).Add(document.Feed).Add(document.Marks).End();
                titles.Add(Last - document.Id).Add(title).Add(document.Marks).End();
            }
        }
    }

    public void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles)
    {
        var parts = WordParts.All(connection).ToHashSet();
        foreach (var part in articles.GroupBy(WordParts.Of).Where(part => parts.Contains(part.Key)))
            Remove(connection, transaction, WordParts.Table(part.Key), part);
        Remove(connection, transaction, "title_words", articles);
    }

    public void Clear(DbConnection connection, DbTransaction transaction)
    {
        WordParts.Drop(connection, transaction, WordParts.All(connection));
        connection.Execute("INSERT INTO title_words (title_words) VALUES ('delete-all')", transaction: transaction);
    }

    /// <summary>
    /// Puts what small transactions have written together, in small transactions: while articles come that is done seldom, since it costs as much as writing
    /// them; but a query looks into each piece. Parts without articles go.
    /// </summary>
    public static void Merge(DbConnection connection)
    {
        WordParts.DropEmpty(connection);
        foreach (var table in WordParts.All(connection).Select(WordParts.Table).Append("title_words"))
        {
            while (Changes() is var before && connection.Execute($"INSERT INTO {table} ({table}, rank) VALUES ('merge', {PagesAtOnce})") >= 0 && Changes() - before > 1)
            {
            }
        }

        // FTS5 says in this way alone whether there was anything to do.
        long Changes() => connection.ExecuteScalar<long>("SELECT total_changes()");
    }

    public long Count(DbConnection connection) => WordParts.All(connection).Sum(part => WordParts.Count(connection, part));

    private static SearchProbe Probe(string table, string match) => new(
        $"{table} x", "articles a INDEXED BY article_heads", Number, $"{table} MATCH @match", match, "x.rowid", string.Create(CultureInfo.InvariantCulture, $"x.rowid > {Last} - @id"));

    private static void Remove(DbConnection connection, DbTransaction transaction, string table, IEnumerable<long> articles) => connection.Execute(
        $"DELETE FROM {table} WHERE rowid IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@numbers) j)",
        new { numbers = StorageJson.Numbers(articles.Select(id => Last - id)) },
        transaction);
}
