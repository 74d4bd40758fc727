namespace Aggregator.Deduplicating.Stories;

[Flags]
internal enum TokenTraits : byte
{
    None = 0,

    /// <summary>With a digit in it.</summary>
    Number = 1,

    /// <summary>Written with a capital, and not because a sentence begins.</summary>
    Capital = 2,

    /// <summary>Of a script that sets no spaces between words.</summary>
    Unspaced = 4,
}
