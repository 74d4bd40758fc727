namespace Aggregator.Configuration;

/// <summary>What came of reading the lists. In all but the first case the last good catalog stays in force.</summary>
internal enum ReloadResult
{
    Loaded,

    /// <summary>The lists have errors.</summary>
    Rejected,

    /// <summary>The lists would retire too many feeds at once; an operator must confirm.</summary>
    AwaitingConfirmation,

    /// <summary>The lists are good but could not be handed on; tried again.</summary>
    Failed,
}
