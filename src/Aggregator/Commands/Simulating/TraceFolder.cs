using System.Globalization;

namespace Aggregator.Commands.Simulating;

/// <summary>
/// Reads publishing traces: a file a feed (*.txt), a publication time a line in Unix seconds. The name up to the first underscore stands
/// for the host. Traces of different years are moved by whole weeks to begin together, so that they share a catalog and keep their rhythm.
/// </summary>
internal static class TraceFolder
{
    private const double Week = 7 * 24;

    /// <summary>The traces by name, or what is wrong, each with its file and line.</summary>
    public static (IReadOnlyList<PublishingTrace> Traces, IReadOnlyList<string> Errors) Read(string folder)
    {
        if (!Directory.Exists(folder))
            return ([], [$"there is no folder {folder}; give --traces a folder of *.txt files, a publication time in Unix seconds a line."]);
        List<PublishingTrace> traces = [];
        List<string> errors = [];
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            try
            {
                if (ReadFile(file, errors) is { Length: > 0 } times)
                    traces.Add(PublishingTrace.Of(name, name.Split('_')[0], times));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                errors.Add($"{file} cannot be read: {e.Message}");
            }
        }
        if (traces.Count == 0 && errors.Count == 0)
            errors.Add($"{folder} holds no traces: no *.txt file with a publication time in Unix seconds a line.");
        return (Aligned(traces), errors);
    }

    private static double[] ReadFile(string file, List<string> errors)
    {
        List<double> times = [];
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.AsSpan().Trim().IsEmpty)
                continue;
            // Until the year 5138: a later time is one in milliseconds.
            if (long.TryParse(line, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds)
                && seconds is > 0 and < 100_000_000_000)
            {
                times.Add(seconds / 3600.0);
                continue;
            }
            errors.Add($"{file}:{number}: \"{(line.Length > 40 ? line[..40] : line)}\" is not a time in Unix seconds.");
            return [];
        }
        times.Sort();
        return [.. times];
    }

    private static List<PublishingTrace> Aligned(List<PublishingTrace> traces)
    {
        if (traces.Count == 0)
            return traces;
        var first = traces.Min(trace => trace.Start);
        return traces.ConvertAll(trace =>
        {
            var weeks = Math.Floor((trace.Start - first) / Week) * Week;
            return PublishingTrace.Of(trace.Name, trace.Host, Array.ConvertAll(trace.Times, time => time - weeks));
        });
    }
}
