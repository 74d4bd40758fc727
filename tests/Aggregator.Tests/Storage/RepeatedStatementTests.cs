using System.Data;
using System.Data.Common;
using Aggregator.Tests.Storage.Databases;

namespace Aggregator.Tests.Storage;

public sealed class RepeatedStatementOnSqlite() : RepeatedStatementTests(new SqliteTestDatabase());

public sealed class RepeatedStatementOnPostgres() : RepeatedStatementTests(new PostgresTestDatabase());

/// <summary>The driver of each database binds values in a way of its own, and the rows are the same.</summary>
public abstract class RepeatedStatementTests(TestDatabase file) : IDisposable
{
    private readonly TestDatabase _file = file;

    public void Dispose()
    {
        _file.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Values_of_every_kind_arrive_as_they_were_row_after_row()
    {
        // A name stands twice, and the values come in another order than the names.
        Run(
            "INSERT INTO scratch (id, number, share, words, bytes, again) VALUES (@id, @number, @share, @words, @bytes, @words)",
            [("words", DbType.String), ("bytes", DbType.Binary), ("id", DbType.Int64), ("share", DbType.Double), ("number", DbType.Int32)],
            ["quoted \"text\" 東京 😀", new byte[] { 0, 255, 7 }, 1L, 0.25, 42],
            [null, null, 2L, null, null],
            ["", Array.Empty<byte>(), long.MinValue, -1e300, int.MinValue]);
        Assert.Equal("quoted \"text\" 東京 😀", _file.Scalar<string>("SELECT words FROM scratch WHERE id = 1 AND words = again"));
        Assert.Equal([0, 255, 7], _file.Scalar<byte[]>("SELECT bytes FROM scratch WHERE id = 1 AND number = 42 AND share = 0.25"));
        Assert.Equal(2, _file.Scalar<long>("SELECT id FROM scratch WHERE number IS NULL AND share IS NULL AND words IS NULL AND bytes IS NULL AND again IS NULL"));
        Assert.Equal(long.MinValue, _file.Scalar<long>("SELECT id FROM scratch WHERE words = '' AND again = '' AND share < -1e299 AND number = -2147483648"));
        Assert.Equal([], _file.Scalar<byte[]>("SELECT bytes FROM scratch WHERE words = ''"));
    }

    [Fact]
    public void What_the_table_refuses_is_an_error_of_the_database_and_the_statement_goes_on()
    {
        using var connection = Scratch();
        using var transaction = connection.BeginTransaction();
        using var statement = _file.Database.Repeat(connection, transaction, "INSERT INTO scratch (id) SELECT @id WHERE @id <> 7", ("id", DbType.Int64));
        statement.Run(7L);
        statement.Run(8L);
        Assert.ThrowsAny<DbException>(() => statement.Run(8L));
    }

    [Fact]
    public void A_name_that_is_not_in_the_text_is_an_error() =>
        Assert.ThrowsAny<Exception>(() => Run("INSERT INTO scratch (id) VALUES (@id)", [("number", DbType.Int64)], [1L]));

    private void Run(string text, (string, DbType)[] parameters, params object?[][] rows)
    {
        using var connection = Scratch();
        using var transaction = connection.BeginTransaction();
        using (var statement = _file.Database.Repeat(connection, transaction, text, parameters))
        {
            foreach (var row in rows)
                statement.Run(row);
        }
        transaction.Commit();
    }

    private DbConnection Scratch()
    {
        var (number, share, bytes) = _file.Database.Dialect == "Sqlite" ? ("INTEGER", "REAL", "BLOB") : ("BIGINT", "DOUBLE PRECISION", "BYTEA");
        _file.Execute($"CREATE TABLE scratch (id {number} PRIMARY KEY, number {number}, share {share}, words TEXT, bytes {bytes}, again TEXT)");
        return _file.Database.Open();
    }
}
