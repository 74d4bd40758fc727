namespace Aggregator.Deduplicating.Stories;

/// <summary>FNV-1a over code points, finished by splitmix64. Stored: it must never change.</summary>
internal static class Mixing
{
    public const ulong Seed = 14695981039346656037;

    public static ulong Add(ulong hash, ulong value) => (hash ^ value) * 1099511628211;

    public static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }
}
