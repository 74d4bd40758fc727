namespace Aggregator.Tests.Deduplicating.Stories;

public enum Script
{
    Latin,
    Cyrillic,
    Cjk,
}
