using System.Data.Common;
using System.Globalization;
using Aggregator.Storage.Inserting;
using Aggregator.Storage.Search;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// FTS5. It parts and folds words itself; of scripts without spaces we write pairs. Titles have an index of their own beside that of everything: asking
/// the latter for a column reads every place of every word.
/// </summary>
internal sealed class SqliteSearchIndex : ISearchIndex
{
    /// <summary>Articles are numbered backwards there: FTS5 reads lists forwards faster, and wanted are the newest.</summary>
    private const long Last = 1L << 35;

    private const int PagesAtOnce = 500;

    private static readonly string Number = string.Create(CultureInfo.InvariantCulture, $"({Last} - x.rowid)");

    private static readonly InsertText Articles = new(
        "article_search", "",
        InsertColumn.Number("rowid"), InsertColumn.Text("title"), InsertColumn.Text("body"), InsertColumn.Text("author"), InsertColumn.Text("feed"), InsertColumn.Text("marks"));

    private static readonly InsertText Titles = new("title_search", "", InsertColumn.Number("rowid"), InsertColumn.Text("title"), InsertColumn.Text("marks"));

    public bool HasMarks => true;

    public SearchProbe? Probe(SearchConditions conditions)
    {
        // Words that are excluded may stand anywhere.
        var inTitles = conditions.Wanted.Any() && conditions.Terms.All(t => !t.IsExcluded && t.Field == "title");
        var table = inTitles ? "title_search" : "article_search";
        return MatchExpression.Of(conditions, inTitles) is { } match
            ? new SearchProbe($"{table} x", "articles a INDEXED BY article_heads", Number, $"{table} MATCH @match", match, "x.rowid", string.Create(CultureInfo.InvariantCulture, $"x.rowid > {Last} - @id"))
            : null;
    }

    public void Insert(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<SearchDocument> documents)
    {
        using var articles = new BoundInsert((SqliteConnection)connection, Articles);
        using var titles = new BoundInsert((SqliteConnection)connection, Titles);
        // In the order of their numbers there: each step back would be a write of its own.
        foreach (var document in documents.OrderByDescending(d => d.Id))
        {
            var title = SearchText.Segment(document.Title);
            articles.Add(Last - document.Id).Add(title).Add(SearchText.Segment(document.Body)).Add(SearchText.Segment(document.Author)).Add(document.Feed).Add(document.Marks).End();
            titles.Add(Last - document.Id).Add(title).Add(document.Marks).End();
        }
    }

    public void Remove(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> articles) => connection.Execute(
        """
        DELETE FROM article_search WHERE rowid IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@numbers) j);
        DELETE FROM title_search WHERE rowid IN (SELECT CAST(j.atom AS BIGINT) FROM json_each(@numbers) j)
        """,
        new { numbers = StorageJson.Numbers(articles.Select(id => Last - id)) },
        transaction);

    public void Clear(DbConnection connection, DbTransaction transaction) => connection.Execute(
        "INSERT INTO article_search (article_search) VALUES ('delete-all'); INSERT INTO title_search (title_search) VALUES ('delete-all')", transaction: transaction);

    /// <summary>
    /// Puts small parts of the index together, in small transactions: while articles come that is done seldom, since it costs as much as writing them; but a query
    /// looks into each part.
    /// </summary>
    public static void Merge(DbConnection connection)
    {
        foreach (var table in new[] { "article_search", "title_search" })
        {
            while (Changes() is var before && connection.Execute($"INSERT INTO {table} ({table}, rank) VALUES ('merge', {PagesAtOnce})") >= 0 && Changes() - before > 1)
            {
            }
        }

        // FTS5 says in this way alone whether there was anything to do.
        long Changes() => connection.ExecuteScalar<long>("SELECT total_changes()");
    }

    public long Count(DbConnection connection) => connection.ExecuteScalar<long>("SELECT COUNT(*) FROM article_search_docsize");
}
