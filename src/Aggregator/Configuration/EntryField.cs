namespace Aggregator.Configuration;

/// <summary>Fields that a keep or drop rule can look at.</summary>
internal enum EntryField
{
    Any,
    Title,
    Url,
    Content,
    Author,
    Category,
}
