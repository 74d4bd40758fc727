namespace Aggregator.Tests.Architecture.Sample.Lower;

internal interface IForbidden
{
    int Value { get; }
}
