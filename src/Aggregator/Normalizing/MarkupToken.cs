namespace Aggregator.Normalizing;

internal enum MarkupToken
{
    Text,
    Start,
    End,
    Comment,

    /// <summary>A tag or comment that the text ends in.</summary>
    Unfinished,
}
