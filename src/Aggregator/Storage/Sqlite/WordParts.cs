using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Aggregator.Storage.Sqlite;

/// <summary>
/// The parts of the index of words: each a table with the words of so many articles in a row. Those of the newest articles are asked first, and mostly have
/// enough; of a beginning, or of what is excluded, all that a table has is read.
/// </summary>
internal static class WordParts
{
    /// <summary>A part has 2 to the power of this many articles at most: of fewer a rare word would be looked for in many tables.</summary>
    private const int Bits = 18;

    public static long Of(long article) => article >> Bits;

    public static string Table(long part) => string.Create(CultureInfo.InvariantCulture, $"words_{part}");

    /// <summary>The newest first.</summary>
    public static List<long> All(DbConnection connection)
    {
        using var statement = new RepeatedQuery(connection, transaction: null, "SELECT part FROM word_parts ORDER BY part DESC");
        using var rows = statement.Read();
        var parts = new List<long>();
        while (rows.Read())
            parts.Add(rows.GetInt64(0));
        return parts;
    }

    /// <summary>Makes those that are not there yet.</summary>
    public static void Make(DbConnection connection, DbTransaction transaction, IEnumerable<long> parts)
    {
        foreach (var part in parts.Except(All(connection)).ToList())
        {
            var table = Table(part);
            // Contentless: the text stands in articles. Beginnings of three letters have lists of their own. Parts of a table that are merged seldom, and 8 MB
            // that are collected before they are written, pay for that.
            connection.Execute(
                $"""
                INSERT INTO word_parts (part) VALUES (@part);
                CREATE VIRTUAL TABLE {table} USING fts5 (
                  title, body, author, feed, marks,
                  content = '', contentless_delete = 1, prefix = '3', tokenize = "unicode61 remove_diacritics 2"
                );
                INSERT INTO {table} ({table}, rank) VALUES ('automerge', 16), ('crisismerge', 32), ('hashsize', 8388608);
                """,
                new { part },
                transaction);
        }
    }

    public static void Drop(DbConnection connection, DbTransaction transaction, IEnumerable<long> parts)
    {
        foreach (var part in parts)
            connection.Execute($"DROP TABLE {Table(part)}; DELETE FROM word_parts WHERE part = @part", new { part }, transaction);
    }

    public static long Count(DbConnection connection, long part)
    {
        using var statement = new RepeatedQuery(connection, transaction: null, $"SELECT COUNT(*) FROM {Table(part)}_docsize");
        return statement.Single<long>();
    }

    /// <summary>Those whose articles have all been purged.</summary>
    public static void DropEmpty(DbConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Drop(connection, transaction, All(connection).Where(part => connection.ExecuteScalar<long>($"SELECT EXISTS (SELECT 1 FROM {Table(part)}_docsize)", transaction: transaction) == 0).ToList());
        transaction.Commit();
    }
}
