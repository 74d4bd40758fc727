using System.Data.Common;
using Aggregator.Storage;

namespace Aggregator.Tests.Storage.Databases;

/// <summary>
/// A real database of a test's own, migrated and empty, gone when the test ends. Storage tests are abstract classes that take one, and have one
/// derived line for each kind: what holds on one database holds on all.
/// </summary>
public abstract class TestDatabase : IDisposable
{
    private readonly Lazy<Database> _database;

    protected TestDatabase() =>
        _database = new Lazy<Database>(() => Assert.IsType<DatabaseOpening.Opened>(Migrator.Open(Connect())).Database);

    internal Database Database => _database.Value;

    /// <summary>The same database, as another daemon sees it.</summary>
    internal Database Another()
    {
        _ = Database;
        return Connect();
    }

    /// <summary>As <see cref="Another"/>, migrated or not.</summary>
    internal abstract Database Connect();

    /// <summary>Makes the database refuse rows; for a trouble that only it can have.</summary>
    /// <param name="table">Whose rows.</param>
    /// <param name="isInsert">New rows; otherwise changed ones.</param>
    /// <param name="condition">SQL over <c>NEW</c>.</param>
    /// <param name="message">What it says then.</param>
    internal abstract void Refuse(string table, bool isInsert, string condition, string message);

    internal T Scalar<T>(string sql)
    {
        using var connection = Database.Open();
        using var command = Command(connection, sql);
        return (T)Convert.ChangeType(command.ExecuteScalar()!, typeof(T), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first column of all rows, with commas between.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="isSorted">Sorted by code points, as no two databases agree to.</param>
    internal string Joined(string sql, bool isSorted = false)
    {
        using var connection = Database.Open();
        using var command = Command(connection, sql);
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        if (isSorted)
            values.Sort(StringComparer.Ordinal);
        return string.Join(',', values);
    }

    internal void Execute(string sql)
    {
        using var connection = Database.Open();
        using var command = Command(connection, sql);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
