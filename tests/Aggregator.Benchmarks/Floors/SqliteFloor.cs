using Microsoft.Data.Sqlite;

namespace Aggregator.Benchmarks.Floors;

/// <summary>A bare prepared statement that inserts the articles of a database into an empty one, in one transaction, without any index.</summary>
internal static class SqliteFloor
{
    public static Func<Task<long>> Prepare(Arguments arguments)
    {
        var rows = new List<object[]>();
        using var source = Open(arguments.Text("database")!);
        using var select = source.CreateCommand();
        select.CommandText =
            "SELECT id, feed_id, url, title, summary, content, language, image_url, comments_url, authors, categories, enclosures, extra, published_at, dated, " +
            "updated_at, seen_at, changed_at, revision, content_fingerprint, revision_fingerprint FROM articles LIMIT 100000";
        using var reader = select.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return () => Task.FromResult(Insert(arguments.Text("into")!, rows));
    }

    private static long Insert(string path, List<object[]> rows)
    {
        if (rows.Count == 0)
            return 0;
        using var target = Open(path);
        var names = Enumerable.Range(0, rows[0].Length).ToList();
        Execute(target, "PRAGMA journal_mode = WAL");
        Execute(target, $"CREATE TABLE articles (c0 INTEGER PRIMARY KEY, {string.Join(", ", names.Skip(1).Select(n => $"c{n}"))})");
        using var transaction = target.BeginTransaction();
        using var insert = target.CreateCommand();
        insert.Transaction = transaction;
#pragma warning disable CA2100 // column numbers of this method
        insert.CommandText = $"INSERT INTO articles VALUES ({string.Join(", ", names.Select(n => $"$c{n}"))})";
#pragma warning restore CA2100
        var parameters = names.ConvertAll(n => insert.Parameters.AddWithValue($"$c{n}", null));
        insert.Prepare();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
                parameters[i].Value = row[i];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return rows.Count;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this class
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
