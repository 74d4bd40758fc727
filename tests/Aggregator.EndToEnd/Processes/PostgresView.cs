using Aggregator.Tests.Storage.Databases;
using Npgsql;

namespace Aggregator.EndToEnd.Processes;

/// <summary>The shared database as any other program sees it.</summary>
internal sealed class PostgresView : IDisposable
{
    private readonly NpgsqlConnection _connection;

    public PostgresView(PostgresServer server)
    {
        _connection = new NpgsqlConnection($"{server.ConnectionString};Search Path=aggregator;Pooling=false");
        _connection.Open();
    }

    public long Number(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public IReadOnlyList<string> Texts(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    /// <summary>Looks again and again until the number is as wanted.</summary>
    public async Task UntilAsync(string sql, long wanted, CancellationToken deadline)
    {
        while (Number(sql) != wanted)
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, deadline);
    }

    public void Dispose() => _connection.Dispose();
}
