using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class JoinByKeyOnSqlite() : JoinByKeyTests(new SqliteTestDatabase())
{
    [Fact]
    public void Keys_are_looked_up_in_an_index() =>
        Assert.Contains(Plan("EXPLAIN QUERY PLAN", column: 3), step => step.StartsWith("SEARCH k USING INDEX", StringComparison.Ordinal));
}

public sealed class JoinByKeyOnPostgres() : JoinByKeyTests(new PostgresTestDatabase())
{
    /// <summary>The planner believes that so many keys in a table it knows nothing of are best found by reading the table once.</summary>
    [Fact]
    public void Keys_are_looked_up_in_an_index_also_before_the_server_has_statistics()
    {
        File.Execute("INSERT INTO article_keys (feed_id, kind, hash, article_id) SELECT n, 2, decode(md5(CAST(n AS text)), 'hex'), n FROM generate_series(1, 5000) n");
        var plan = string.Join('\n', Plan("EXPLAIN", column: 0));
        Assert.Contains("Index Scan using article_keys_links on article_keys k", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Materialize", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Join Filter", plan, StringComparison.Ordinal);
    }
}

public abstract class JoinByKeyTests(TestDatabase file) : IDisposable
{
    private protected TestDatabase File { get; } = file;

    [Fact]
    public void Every_row_on_the_left_meets_its_own_rows_and_no_others()
    {
        File.Execute("INSERT INTO article_keys (feed_id, kind, hash, article_id) VALUES (1, 2, unhex('aa'), 7), (2, 2, unhex('aa'), 8), (1, 2, unhex('bb'), 9), (1, 1, unhex('cc'), 10)");
        Assert.Equal("7,8,9", File.Joined($"SELECT k.article_id {From("""["aa", "bb", "cc", "dd"]""")} ORDER BY k.article_id"));
    }

    public void Dispose()
    {
        File.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IReadOnlyList<string> Plan(string command, int column)
    {
        using var connection = File.Database.Open();
        using var explain = connection.CreateCommand();
        explain.CommandText = $"{command} SELECT k.article_id {From("""["aa", "bb"]""")}";
        using var reader = explain.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
            steps.Add(reader.GetString(column));
        return steps;
    }

    private string From(string hashes) =>
        $"FROM json_each('{hashes}') j {File.Database.JoinByKey("article_keys", "k", "k.kind = 2 AND k.hash = unhex(j.atom) AND k.feed_id <> 5")}";
}
