namespace Aggregator.Storage.Reading;

internal enum HostSort
{
    Name,
    Feeds,
    Due,
    Failing,
    Last,
    Held,
}
