using System.Globalization;

namespace Aggregator.Benchmarks.Processes;

/// <summary>Resident memory of a process as the kernel counts it, in bytes; zeros when it has ended.</summary>
internal readonly record struct ProcessMemory(long Peak, long Now)
{
    public static ProcessMemory Of(int id)
    {
        try
        {
            var (peak, now) = (0L, 0L);
            foreach (var line in File.ReadLines($"/proc/{id}/status"))
            {
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    peak = Kilobytes(line);
                else if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    now = Kilobytes(line);
            }
            return new ProcessMemory(1_024 * peak, 1_024 * now);
        }
        catch (IOException)
        {
            // It ended between two looks.
            return default;
        }
    }

    private static long Kilobytes(string line) => long.Parse(line.AsSpan(6).Trim().TrimEnd(" kB"), CultureInfo.InvariantCulture);
}
