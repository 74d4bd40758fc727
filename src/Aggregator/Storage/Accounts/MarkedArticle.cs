namespace Aggregator.Storage.Accounts;

/// <summary>An article as an account sees it.</summary>
internal sealed record MarkedArticle
{
    public long Id { get; init; }
    public DateTimeOffset SeenAt { get; init; }
    public bool IsRead { get; init; }
    public bool IsStarred { get; init; }
}
