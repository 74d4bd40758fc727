using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Aggregator.Tests.Parsing;

/// <summary>Runs the public suites' cases through the built executable, where they are there. They are other people's and not part of this repository.</summary>
public sealed class ConformanceTests
{
    /// <summary>Cases that ask for what the contract forbids. They count as failed in the whole, but not against their small groups.</summary>
    private static readonly Dictionary<string, string> Disputed = new(StringComparer.Ordinal)
    {
        ["miniflux/json/TestParseJsonFeedVersion1.json"] = "wants the body as title",
        ["miniflux/rdf/TestParseRDFWithEncodedHTMLDescription"] = "wants a stray end tag in sanitised HTML",
        ["feedvalidator/atom/4.1.3.3/content-jpeg-valid-base64"] = "wants a picture in base64 as text",
        ["feed-rs/atom/atom_example_5"] = "wants the feed's own address as its site",
        ["feed-rs/atom/atom_example_7"] = "wants the feed's own address as its site",
        ["miniflux/rss/TestParseEntryWithFeedBurnerLink"] = "wants the original link, where eleven other cases want the link",
    };

    [Fact]
    public async Task The_open_cases_reach_the_goal()
    {
        var suite = FindSuite();
        var report = Path.Combine(Path.GetTempPath(), $"conformance-{Environment.ProcessId}.json");
        try
        {
            await Score(suite, report);
            var results = JsonNode.Parse(await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken))!["results"]!.AsArray().Select(r => new Result(
                (string)r!["id"]!, (string)r["group"]!, (string)r["tier"]!, (bool)r["pass"]!, r["invariants"]!.AsArray().Count)).ToList();

            Assert.Empty(results.Where(r => r.Broken > 0).Select(r => r.Id));
            Reaches(0.995, results.Where(r => r.Tier == "core"));
            Reaches(0.97, results.Where(r => r.Tier == "edge"));
            Reaches(0.90, results.Where(r => r.Tier == "exotic"));
            foreach (var group in results.Where(r => r.Tier == "core" && !Disputed.ContainsKey(r.Id)).GroupBy(r => r.Group))
                Reaches(group.Key is "hostile" or "not-a-feed" or "sanitize" ? 1 : 0.98, group);
        }
        finally
        {
            File.Delete(report);
        }
    }

    private static void Reaches(double goal, IEnumerable<Result> results)
    {
        var all = results.ToList();
        var failed = all.Where(r => !r.Passed).Select(r => r.Id).ToList();
        Assert.True(all.Count - failed.Count >= goal * all.Count, $"{failed.Count} of {all.Count} failed, goal {goal:P1}: {string.Join(", ", failed)}");
    }

    private static async Task Score(string suite, string report)
    {
        var parser = Path.Combine(AppContext.BaseDirectory, "aggregator.dll");
        using var scorer = Process.Start(new ProcessStartInfo("python3")
        {
            ArgumentList =
            {
                Path.Combine(suite, "score.py"), "--cases", Path.Combine(suite, "cases"), "--batch-cmd", $"dotnet \"{parser}\" parse --stdin", "--json", report,
            },
            RedirectStandardOutput = true,
        })!;
        var output = await scorer.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await scorer.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(scorer.ExitCode == 0, output);
    }

    /// <summary>Beside the repository; the project file leaves this class out where it is not.</summary>
    private static string FindSuite()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "..", "shared", "conformance");
    }

    private sealed record Result(string Id, string Group, string Tier, bool Passed, int Broken);
}
