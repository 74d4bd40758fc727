using System.Data;
using System.Data.Common;

namespace Aggregator.Storage;

/// <summary>A statement that is repeated as the driver knows it, and may be asked for rows.</summary>
internal sealed class RepeatedQuery(DbConnection connection, DbTransaction? transaction, string text, params (string Name, DbType Type)[] parameters) : RepeatedStatement
{
    private DbCommand? _command;

    public override void Run(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    /// <param name="values">As for <see cref="Run"/>.</param>
    public DbDataReader Read(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    /// <param name="values">As for <see cref="Run"/>.</param>
    public T Single<T>(params ReadOnlySpan<object?> values)
    {
        using var reader = With(values).ExecuteReader();
        reader.Read();
        return reader.GetFieldValue<T>(0);
    }

    public override void Dispose() => _command?.Dispose();

    private DbCommand With(ReadOnlySpan<object?> values)
    {
        var command = _command ??= Create();
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private DbCommand Create()
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        // Without, the driver may know of one.
        if (transaction is not null)
            command.Transaction = transaction;
        foreach (var (name, type) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.DbType) = ("@" + name, type);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
