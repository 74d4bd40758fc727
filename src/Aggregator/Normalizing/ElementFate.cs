namespace Aggregator.Normalizing;

internal enum ElementFate
{
    /// <summary>The tag goes, what is inside stays.</summary>
    Unwrapped,
    Kept,

    /// <summary>The tag goes with all that is inside.</summary>
    Dropped,
}
