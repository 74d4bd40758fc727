using System.Globalization;

namespace Aggregator.Benchmarks.Clusters;

/// <summary>CPU time of processes that go on running, from <c>/proc</c>; hundredths of a second.</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100;

    /// <summary>Of a process and its children, those that have ended and been waited for included.</summary>
    public static double OfTree(int id) => OfOne(id, withEnded: true) + Children(id).Sum(child => OfOne(child, withEnded: false));

    public static double OfOne(int id) => OfOne(id, withEnded: false);

    private static double OfOne(int id, bool withEnded)
    {
        var fields = Fields(id);
        // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
        return fields.Length == 0 ? 0 : fields[11..(withEnded ? 15 : 13)].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static IEnumerable<int> Children(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Fields(id) is { Length: > 1 } fields && fields[1] == parent.ToString(CultureInfo.InvariantCulture));

    /// <summary>From the third on: the second is a name that may hold blanks.</summary>
    private static string[] Fields(int id)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{id}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended between two looks.
            return [];
        }
    }
}
