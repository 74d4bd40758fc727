namespace Aggregator.Storage.Reading;

/// <summary>What a table of feeds can be sorted by. What a feed does not have yet comes last either way.</summary>
internal enum FeedSort
{
    Name,
    Health,
    Last,
    Next,
    Articles,
    Delay,
    Bytes,
}
