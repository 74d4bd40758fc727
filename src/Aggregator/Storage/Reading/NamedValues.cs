using System.Data.Common;

namespace Aggregator.Storage.Reading;

/// <summary>Parameters of a query whose number is known only when it is put together. What is null is none: its condition is not in the text either.</summary>
internal sealed class NamedValues
{
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);

    public void Set(string name, object? value)
    {
        if (value is not null)
            _values[name] = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : value;
    }

    public List<T> Query<T>(DbConnection connection, string text, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in _values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
