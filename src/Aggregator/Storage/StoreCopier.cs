using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Aggregator.Fetching;
using Aggregator.Storage.Stories;
using Dapper;

namespace Aggregator.Storage;

/// <summary>
/// Copies everything from one database into an empty one of the other kind, in the order of keys, a page a transaction: what breaks off goes on where
/// it was. Nobody may write to either meanwhile. At the end both are read once more and held against each other.
/// </summary>
internal sealed class StoreCopier(Database source, Database target)
{
    private const int Page = 500;

    /// <summary>Stands in the target's counters while a copy is not finished.</summary>
    private const string Marker = "copying";

    /// <summary>In the order in which rows refer to each other.</summary>
    private static readonly (string Name, string[] Key)[] Tables =
    [
        ("feeds", ["id"]),
        ("hosts", ["host"]),
        ("articles", ["id"]),
        ("article_sources", ["feed_id", "article_id"]),
        ("article_keys", ["feed_id", "kind", "hash"]),
        ("revisions", ["article_id", "revision"]),
        ("repairs", ["kind", "article_id", "feed_id", "other_id"]),
        ("stories", ["id"]),
        ("story_members", ["article_id"]),
        ("changes", ["number"]),
        ("polls", ["feed_id", "slot"]),
        ("jobs", ["name"]),
        ("poll_price", ["id"]),
        ("tallies", ["hour", "name"]),
        ("list_changes", ["at"]),
        ("webhooks", ["name"]),
        ("dead_letters", ["webhook", "first_change"]),
        ("cursors", ["name"]),
        ("full_texts", ["article_id"]),
        ("subscriptions", ["feed_id"]),
        ("api_keys", ["name"]),
        ("accounts", ["name"]),
        ("account_feeds", ["account", "feed_id"]),
        ("account_articles", ["account", "article_id"]),
    ];

    /// <summary>
    /// What is not copied: versions and counters are the target's own, the indexes of words and of stories are built anew there, and the rest is work in hand of
    /// daemons that do not run now.
    /// </summary>
    public static readonly FrozenSet<string> Left = FrozenSet.Create(
        StringComparer.Ordinal, "schema_versions", "counters", "article_search", "search_parts", "search_backlog", "search_again", "story_bands", "story_journal",
        "story_runs", "story_chunks", "daemons", "link_locks");

    public static IEnumerable<string> Copied => Tables.Select(table => table.Name);

    /// <summary>Null when the target may be copied to: it is empty, or a copy into it was begun; else why not.</summary>
    public string? Refusal()
    {
        using var connection = target.Open();
        return IsBegun(connection) || connection.ExecuteScalar<long>("SELECT COUNT(*) FROM feeds") + connection.ExecuteScalar<long>("SELECT COUNT(*) FROM articles") == 0
            ? null
            : $"{target.Name} is not empty; name another, or remove what is in it.";
    }

    /// <param name="progress">Told of each table: its name, rows there, rows to come in all.</param>
    /// <param name="cancellation">Breaks off between two pages.</param>
    public void Copy(Action<string, long, long> progress, CancellationToken cancellation)
    {
        using var from = source.Open();
        using var to = target.Open();
        to.Execute("INSERT INTO counters (name, value) VALUES (@Marker, 1) ON CONFLICT DO NOTHING", new { Marker });
        foreach (var (table, key) in Tables)
            CopyTable(from, to, table, key, progress, cancellation);
        new StoryIndexBuilder(target).Build((done, total) => progress("story index", done, total), cancellation);
        var changes = from.ExecuteScalar<long>("SELECT value FROM counters WHERE name = 'changes'");
        using (var transaction = to.BeginTransaction())
        {
            to.Execute("UPDATE counters SET value = @changes WHERE name = 'changes'", new { changes }, transaction);
            target.ContinueNumbers(to, transaction);
            transaction.Commit();
        }
        target.SearchBacklog.Fill();
        to.Execute("DELETE FROM counters WHERE name = @Marker", new { Marker });
    }

    /// <summary>Each table with its rows, and whether rows and checksum are the same on both sides.</summary>
    public IEnumerable<(string Table, long Rows, bool IsSame)> Verify()
    {
        using var from = source.Open();
        using var to = target.Open();
        foreach (var (table, _) in Tables)
        {
            var columns = Columns(from, to, table);
            var (expected, actual) = (Sum(from, table, columns), Sum(to, table, columns));
            yield return (table, actual.Rows, expected == actual);
        }
    }

    private static bool IsBegun(DbConnection connection) =>
        connection.ExecuteScalar<long>("SELECT COUNT(*) FROM counters WHERE name = @Marker", new { Marker }) > 0;

    private static void CopyTable(
        DbConnection from, DbConnection to, string table, string[] key, Action<string, long, long> progress, CancellationToken cancellation)
    {
        var columns = Columns(from, to, table);
        var total = from.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");
        var last = Last(to, table, key);
        var done = last is null ? 0 : to.ExecuteScalar<long>($"SELECT COUNT(*) FROM {table}");
        progress(table, done, total);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = ReadPage(from, table, columns, key, last);
            if (rows.Count == 0)
                return;
            using (var transaction = to.BeginTransaction())
            {
                Insert(to, transaction, table, columns, rows);
                transaction.Commit();
            }
            last = [.. key.Select(name => rows[^1][Array.IndexOf(columns, name)])];
            done += rows.Count;
            progress(table, done, total);
        }
    }

    /// <summary>Where an earlier copy broke off. Text sorts differently on the two: such a table begins anew, and what is there already is left.</summary>
    private static object[]? Last(DbConnection to, string table, string[] key)
    {
        using var command = to.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", key)} FROM {table} ORDER BY {string.Join(", ", key.Select(name => $"{name} DESC"))} LIMIT 1";
        using var reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetFieldType(0) == typeof(string))
            return null;
        var values = new object[key.Length];
        reader.GetValues(values);
        return values;
    }

    private static List<object[]> ReadPage(DbConnection from, string table, string[] columns, string[] key, object[]? last)
    {
        using var command = from.CreateCommand();
        var where = last is null ? "" : $"WHERE ({string.Join(", ", key)}) > ({string.Join(", ", key.Select((_, i) => $"@k{i}"))})";
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table} {where} ORDER BY {string.Join(", ", key)} LIMIT {Page}";
        for (var i = 0; i < last?.Length; i++)
            Add(command, $"@k{i}", last[i]);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
            rows.Add(Read(reader));
        return rows;
    }

    private static void Insert(DbConnection to, DbTransaction transaction, string table, string[] columns, List<object[]> rows)
    {
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))}) ON CONFLICT DO NOTHING";
        foreach (var row in rows)
        {
            // A command of its own for each row: of one that was prepared meanwhile, Npgsql does not look at new parameters.
            using var command = to.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            for (var i = 0; i < row.Length; i++)
                Add(command, $"@p{i}", row[i]);
            command.ExecuteNonQuery();
        }
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    /// <summary>What both have: leases are a matter of one only.</summary>
    private static string[] Columns(DbConnection from, DbConnection to, string table) =>
        [.. Columns(from, table).Intersect(Columns(to, table), StringComparer.Ordinal)];

    private static string[] Columns(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    /// <summary>Does not depend on the order of rows.</summary>
    private static (long Rows, ulong High, ulong Low) Sum(DbConnection connection, string table, string[] columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns)} FROM {table}";
        using var reader = command.ExecuteReader();
        var (rows, high, low) = (0L, 0UL, 0UL);
        var text = new StringBuilder();
        while (reader.Read())
        {
            text.Clear();
            foreach (var value in Read(reader))
            {
                var word = value switch
                {
                    DBNull => null,
                    byte[] bytes => Convert.ToHexStringLower(bytes),
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture),
                };
                text.Append(CultureInfo.InvariantCulture, $"{word?.Length ?? -1}:{word};");
            }
            var hash = Hash128.Of(text.ToString());
            (rows, high, low) = (rows + 1, unchecked(high + hash.High), unchecked(low + hash.Low));
        }
        return (rows, high, low);
    }

    /// <summary>As both can keep it: a NUL from the time before text was scrubbed would be refused by one.</summary>
    private static object[] Read(DbDataReader reader)
    {
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is string text && text.Contains('\0', StringComparison.Ordinal))
                values[i] = text.Replace('\0', '\uFFFD');
        }
        return values;
    }
}
