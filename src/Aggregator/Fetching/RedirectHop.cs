namespace Aggregator.Fetching;

/// <summary>One redirect that was followed: the status that sent us (301, 302, 303, 307, 308) and where to.</summary>
internal sealed record RedirectHop(int Status, Uri Target)
{
    public bool IsPermanent => Status is 301 or 308;
}
