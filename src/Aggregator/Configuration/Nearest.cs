namespace Aggregator.Configuration;

/// <summary>Finds what an operator most likely meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the least edit distance, letters' case ignored; a key typed without its section finds its section.</summary>
    public static string To(string written, IEnumerable<string> candidates) =>
        candidates.MinBy(c => Math.Min(Distance(written, c), Distance(LastPart(written), LastPart(c)) + (LastPart(c).Length < c.Length ? 1 : 0)))!;

    private static string LastPart(string key) => key[(key.LastIndexOf(':') + 1)..];

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
                (diagonal, row[j]) = (row[j], cost);
            }
        }

        return row[b.Length];
    }
}
