namespace Aggregator.Deduplicating.Edits;

/// <summary>
/// What was edited, word by word (Myers, "An O(ND) Difference Algorithm and Its Variations"). Beyond <see cref="MostEdits"/> edits what lies between the common
/// beginning and the common end is given as exchanged whole: then it is another text, and nobody reads its diff.
/// </summary>
internal static class WordDiff
{
    private const int MostEdits = 1_000;

    /// <summary>Words with the blanks behind them: joined again they are the text. Characters of scripts without spaces, marks and tags stand alone.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && !IsBoundary(text[i - 1], text[i]))
                continue;
            words.Add(text[start..i]);
            start = i;
        }
        return words;
    }

    public static List<DiffRun> Compare(IReadOnlyList<string> old, IReadOnlyList<string> edited)
    {
        var prefix = 0;
        while (prefix < old.Count && prefix < edited.Count && old[prefix] == edited[prefix])
            prefix++;
        var suffix = 0;
        while (suffix < old.Count - prefix && suffix < edited.Count - prefix && old[^(suffix + 1)] == edited[^(suffix + 1)])
            suffix++;

        var runs = new List<DiffRun>();
        Add(runs, DiffKind.Same, 0, prefix);
        Middle(old, edited, prefix, old.Count - suffix, edited.Count - suffix, runs);
        Add(runs, DiffKind.Same, edited.Count - suffix, suffix);
        return runs;
    }

    private static void Middle(IReadOnlyList<string> old, IReadOnlyList<string> edited, int start, int oldEnd, int editedEnd, List<DiffRun> runs)
    {
        var (n, m) = (oldEnd - start, editedEnd - start);
        if (n == 0 || m == 0 || Trace(old, edited, start, n, m) is not { } trace)
        {
            Add(runs, DiffKind.Removed, start, n);
            Add(runs, DiffKind.Added, start, m);
            return;
        }
        var steps = new List<(DiffKind Kind, int Index)>();
        var (x, y) = (n, m);
        for (var d = trace.Count - 1; d > 0; d--)
        {
            var isAdded = IsFromAbove(trace[d - 1], d, x - y);
            var fromX = Furthest(trace[d - 1], d - 1, isAdded ? x - y + 1 : x - y - 1);
            for (var lastX = isAdded ? fromX : fromX + 1; x > lastX; x--)
                steps.Add((DiffKind.Same, start + --y));
            steps.Add(isAdded ? (DiffKind.Added, start + --y) : (DiffKind.Removed, start + --x));
        }
        while (y > 0)
            steps.Add((DiffKind.Same, start + --y));
        for (var i = steps.Count - 1; i >= 0; i--)
            Add(runs, steps[i].Kind, steps[i].Index, 1);
    }

    /// <summary>For each number of edits how far each diagonal reaches; null when there are too many.</summary>
    private static List<int[]>? Trace(IReadOnlyList<string> old, IReadOnlyList<string> edited, int start, int n, int m)
    {
        var trace = new List<int[]>();
        for (var d = 0; d <= Math.Min(n + m, MostEdits); d++)
        {
            var reached = new int[d + 1];
            for (var k = -d; k <= d; k += 2)
            {
                var x = d == 0 ? 0 : IsFromAbove(trace[d - 1], d, k) ? Furthest(trace[d - 1], d - 1, k + 1) : Furthest(trace[d - 1], d - 1, k - 1) + 1;
                while (x < n && x - k < m && old[start + x] == edited[start + x - k])
                    x++;
                reached[(k + d) / 2] = x;
                if (x >= n && x - k >= m)
                {
                    trace.Add(reached);
                    return trace;
                }
            }
            trace.Add(reached);
        }
        return null;
    }

    private static bool IsFromAbove(int[] reached, int d, int k) => k == -d || (k != d && Furthest(reached, d - 1, k - 1) < Furthest(reached, d - 1, k + 1));

    private static int Furthest(int[] reached, int d, int k) => k < -d || k > d ? -1 : reached[(k + d) / 2];

    private static void Add(List<DiffRun> runs, DiffKind kind, int start, int length)
    {
        if (length == 0)
            return;
        if (runs.Count > 0 && runs[^1].Kind == kind && runs[^1].Start + runs[^1].Length == start)
            runs[^1] = runs[^1] with { Length = runs[^1].Length + length };
        else
            runs.Add(new DiffRun(kind, start, length));
    }

    private static bool IsBoundary(char before, char after) =>
        !char.IsLowSurrogate(after) && (char.IsWhiteSpace(before)
            ? !char.IsWhiteSpace(after)
            : before is '>' || after is '<' || IsUnspaced(before) || IsUnspaced(after) || (!char.IsWhiteSpace(after) && char.IsLetterOrDigit(before) != char.IsLetterOrDigit(after) && after is not '\'' and not '’' && before is not '\'' and not '’'));

    private static bool IsUnspaced(char c) => c is (>= '\u0E00' and <= '\u109F') or (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF');
}
