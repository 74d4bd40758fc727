using System.Diagnostics;

namespace Aggregator.EndToEnd.Processes;

/// <summary>The program under test: the one that was built beside these tests, or the one that <c>AGGREGATOR_TEST_EXECUTABLE</c> names.</summary>
internal static class Executable
{
    public static ProcessStartInfo StartInfo()
    {
        if (Environment.GetEnvironmentVariable("AGGREGATOR_TEST_EXECUTABLE") is { Length: > 0 } named)
            return new(named);
        // …/tests/Aggregator.EndToEnd/bin/<configuration>/net10.0
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = own.Parent!.Parent!.Parent!.Parent!.Parent!;
        var built = Path.Combine(root.FullName, "src", "Aggregator", "bin", own.Parent.Name, own.Name);
        var host = Path.Combine(built, OperatingSystem.IsWindows() ? "aggregator.exe" : "aggregator");
        if (File.Exists(host))
            return new(host);
        var assembly = Path.Combine(built, "aggregator.dll");
        Assert.True(File.Exists(assembly), $"{assembly} is not there: build the solution first.");
        return new("dotnet", [assembly]);
    }
}
