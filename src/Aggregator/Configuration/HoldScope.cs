namespace Aggregator.Configuration;

/// <summary>What is left alone when a host is in trouble or asks for it.</summary>
internal enum HoldScope
{
    /// <summary>Every feed of the host.</summary>
    Host,

    /// <summary>Only the feed that met it: bridges serve feeds of many publishers from one host.</summary>
    Feed,
}
