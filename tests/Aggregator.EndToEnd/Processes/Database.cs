using Microsoft.Data.Sqlite;

namespace Aggregator.EndToEnd.Processes;

/// <summary>The database as any other program sees it.</summary>
internal sealed class Database : IDisposable
{
    private readonly SqliteConnection _connection;

    public Database(Workspace workspace)
    {
        var path = Path.Combine(workspace.Data, "aggregator.db");
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        _connection.Open();
    }

    public long Articles => Count("articles");
    public long Sources => Count("article_sources");
    public long Polls => Count("polls");

    /// <summary>Titles of all articles, sorted; one that is there twice is there twice.</summary>
    public IReadOnlyList<string> Titles
    {
        get
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT title FROM articles";
            using var reader = command.ExecuteReader();
            var titles = new List<string>();
            while (reader.Read())
                titles.Add(reader.GetString(0));
            titles.Sort(StringComparer.Ordinal);
            return titles;
        }
    }

    /// <summary><c>ok</c>, or what is broken.</summary>
    public string Integrity => (string)Scalar("PRAGMA integrity_check")!;

    /// <summary>What only days of polling would bring about.</summary>
    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();

    private long Count(string table) => (long)Scalar($"SELECT count(*) FROM {table}")!;

    private object? Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
