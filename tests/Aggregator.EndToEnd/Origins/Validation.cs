namespace Aggregator.EndToEnd.Origins;

/// <summary>How a feed lets itself be asked "changed since?".</summary>
public enum Validation
{
    /// <summary>Not at all: an unchanged feed is the same bytes again.</summary>
    None,
    ETag,
    LastModified,
}
