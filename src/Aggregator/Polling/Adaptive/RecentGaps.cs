using System.Collections.Immutable;

namespace Aggregator.Polling.Adaptive;

/// <summary>
/// The last few gaps between publications, in hours, newest first. What comes within minutes counts as one publication: a digest of ten
/// articles is one.
/// </summary>
internal readonly record struct RecentGaps(ImmutableArray<float> Hours)
{
    public const int Kept = 8;

    /// <summary>Fewer gaps prove no habit.</summary>
    private const int Needed = 5;

    /// <summary>Hours; closer together is one publication.</summary>
    private const double Together = 1.0 / 12;

    /// <summary>How far a regular gap strays, as a share of it.</summary>
    private const double Tolerance = 0.1;

    public static RecentGaps None { get; } = new([]);

    public RecentGaps With(double gap) => gap < Together
        ? this
        : new RecentGaps([(float)gap, .. Hours.AsSpan(0, Math.Min(Hours.Length, Kept - 1))]);

    /// <summary>The gap that a clockwork publisher keeps and how far it strays from it, in hours; null when one gap broke it.</summary>
    public (double Gap, double Spread)? Regular
    {
        get
        {
            if (Hours.IsDefault || Hours.Length < Needed)
                return null;
            var sum = 0.0;
            foreach (var gap in Hours)
                sum += gap;
            var mean = sum / Hours.Length;
            var spread = Together / 2;
            foreach (var gap in Hours)
                spread = Math.Max(spread, Math.Abs(gap - mean));
            return spread <= Math.Max(mean * Tolerance, Together / 2) ? (mean, spread) : null;
        }
    }

    public bool Equals(RecentGaps other) => Hours.AsSpan().SequenceEqual(other.Hours.AsSpan());

    public override int GetHashCode() => Hours.Length;
}
