namespace Aggregator.Polling.Adaptive;

/// <summary>The instants at which a next poll is considered, in hours from now: every five minutes at first, coarser the later.</summary>
internal static class PollGrid
{
    /// <summary>Length in hours of the cells, how many of them. Two months in all, twice the longest ceiling.</summary>
    private static readonly (double Length, int Count)[] Sections = [(1 / 12.0, 24), (1 / 6.0, 132), (1, 24), (4, 360)];

    private static readonly (double[] Times, int[] Sections) Cells = Lay();

    /// <summary>Share of a kernel's expectation that fades within a cell, by section and kernel.</summary>
    private static readonly double[][] Fading =
        [.. Sections.Select(section => Kernels.Hours.ToArray().Select(hours => 1 - Math.Exp(-section.Length / hours)).ToArray())];

    /// <summary>Starts with 0, the present.</summary>
    public static ReadOnlySpan<double> Times => Cells.Times;

    /// <summary>Of the cell that ends at an index.</summary>
    public static ReadOnlySpan<double> FadingUntil(int index) => Fading[Cells.Sections[index]];

    /// <summary>The first index that is not before a time, at most the last one.</summary>
    public static int IndexAt(double hours)
    {
        var index = Times.BinarySearch(hours - 1e-9);
        return Math.Min(index < 0 ? ~index : index, Times.Length - 1);
    }

    /// <summary>The last index that is not after a time.</summary>
    public static int LastIndexUntil(double hours)
    {
        var index = Times.BinarySearch(hours + 1e-9);
        return Math.Max(index < 0 ? ~index - 1 : index, 1);
    }

    private static (double[] Times, int[] Sections) Lay()
    {
        List<double> times = [0];
        List<int> sections = [0];
        for (var section = 0; section < Sections.Length; section++)
        {
            for (var cell = 0; cell < Sections[section].Count; cell++)
            {
                times.Add(times[^1] + Sections[section].Length);
                sections.Add(section);
            }
        }
        return ([.. times], [.. sections]);
    }
}
