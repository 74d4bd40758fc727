namespace Aggregator.Polling.Discovery;

/// <summary>How an address came into question; the surest first.</summary>
internal enum DiscoveryOrigin
{
    /// <summary>The address itself is a feed.</summary>
    Itself,

    /// <summary>A rule of the site.</summary>
    SiteRule,

    /// <summary>The page declares it with a <c>link</c> element.</summary>
    Declared,

    /// <summary>The page links to it.</summary>
    Linked,

    /// <summary>Publishing software usually keeps its feed there.</summary>
    UsualPlace,
}
