using System.Diagnostics;

namespace Aggregator.Benchmarks.Processes;

/// <summary>How to start the programs that are measured: this one again, and the built executable.</summary>
internal static class Programs
{
    public static ProcessStartInfo Own(IEnumerable<string> arguments) => new(Environment.ProcessPath!, arguments);

    /// <summary>The executable that was built beside this program, or the one that <c>--executable</c> names, such as a published one.</summary>
    public static ProcessStartInfo Aggregator(string? named, IEnumerable<string> arguments)
    {
        var path = named;
        if (path is null)
        {
            // …/tests/Aggregator.Benchmarks/bin/<configuration>/net10.0
            var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            var root = own.Parent!.Parent!.Parent!.Parent!.Parent!;
            path = Path.Combine(root.FullName, "src", "Aggregator", "bin", own.Parent.Name, own.Name, OperatingSystem.IsWindows() ? "aggregator.exe" : "aggregator");
        }

        return File.Exists(path) ? new(path, arguments) : throw new FileNotFoundException("The executable is not built.", path);
    }
}
