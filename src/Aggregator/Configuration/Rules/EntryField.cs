namespace Aggregator.Configuration.Rules;

/// <summary>Fields of an entry that a rule can look at.</summary>
internal enum EntryField
{
    Any,
    Title,
    Link,
    Content,
    Author,
    Category,
    Language,
}
