using Microsoft.Data.Sqlite;

namespace Aggregator.Storage.Sqlite;

/// <summary>Looks the places of its parameters up once.</summary>
/// <param name="connection">With a transaction that may write.</param>
/// <param name="text">Returns no rows.</param>
/// <param name="names">Of its parameters, in the order in which values will come.</param>
internal sealed class BoundStatement(SqliteConnection connection, string text, string[] names) : RepeatedStatement
{
    private readonly RawStatement _statement = new(connection, text);
    private int[]? _places;

    public override void Run(params ReadOnlySpan<object?> values)
    {
        var places = _places ??= Array.ConvertAll(names, _statement.Place);
        for (var i = 0; i < places.Length; i++)
            Bind(places[i], values[i]);
        _statement.Run();
    }

    public override void Dispose() => _statement.Dispose();

    private void Bind(int place, object? value)
    {
        switch (value)
        {
            case null:
                _statement.BindNull(place);
                break;
            case long number:
                _statement.Bind(place, number);
                break;
            case string text:
                _statement.Bind(place, text);
                break;
            case int number:
                _statement.Bind(place, number);
                break;
            case double number:
                _statement.Bind(place, number);
                break;
            case byte[] bytes:
                _statement.Bind(place, bytes.AsSpan());
                break;
            default:
                throw new NotSupportedException($"A {value.GetType().Name} is no value of a row.");
        }
    }
}
