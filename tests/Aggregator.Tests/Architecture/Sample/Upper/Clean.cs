namespace Aggregator.Tests.Architecture.Sample.Upper;

internal sealed class Clean
{
    private readonly List<string> _lines = [];

    public int Twice(int value)
    {
        _lines.Add($"{value}");
        return value * 2;
    }
}
