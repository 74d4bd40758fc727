using System.Text.Json;
using System.Text.RegularExpressions;
using Aggregator.EndToEnd.Origins;
using Aggregator.EndToEnd.Processes;

namespace Aggregator.EndToEnd;

/// <summary>The alert rules and the dashboard that are shipped, against what a running daemon really serves.</summary>
public sealed partial class MonitoringTests
{
    [Fact]
    public async Task Every_metric_and_label_that_they_name_is_served()
    {
        await using var origin = await Origin.StartAsync(2);
        origin.Add(3, (number, host) => new(number, host, Validation.ETag, 5));
        using var workspace = new Workspace();
        workspace.WriteList("feeds.yaml", [.. origin.Feeds.Select(feed => feed.Url), "http://127.0.0.2:1/refused"]);
        Assert.Equal(0, (await AggregatorProcess.RunAsync(workspace, "poll", "--all")).ExitCode);
        using (var database = new Database(workspace))
            database.Execute("UPDATE feeds SET next_poll_at = 0, not_before = 0; UPDATE hosts SET not_before = 0");
        foreach (var feed in origin.Feeds)
            feed.Publish();
        await using var process = AggregatorProcess.StartIn(workspace, "run");
        var endpoint = await process.EndpointAsync();
        foreach (var feed in origin.Feeds)
            await process.LineAsync(line => line.Contains(feed.Name, StringComparison.OrdinalIgnoreCase));
        await process.LineAsync(line => line.Contains("127.0.0.2:1", StringComparison.Ordinal));

        using var client = new HttpClient();
        var served = await client.GetStringAsync(new Uri(endpoint, "metrics"), TestContext.Current.CancellationToken);
        var names = Distinct(Metric());
        Assert.True(names.Count >= 10, string.Join(' ', names));
        Assert.All(names, name => Assert.True(
            served.Contains($"\n{name}{{", StringComparison.Ordinal) || served.Contains($"\n{name} ", StringComparison.Ordinal), $"{name} is not served:\n{served}"));
        Assert.All(Distinct(Label()), label => Assert.Contains($"{label}=\"", served, StringComparison.Ordinal));
    }

    [Fact]
    public void The_dashboard_is_json_and_every_alert_says_what_to_do()
    {
        using var dashboard = JsonDocument.Parse(Read("dashboard.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().Select(panel => panel.GetProperty("id").GetInt32()).ToList();
        Assert.NotEmpty(panels);
        Assert.Equal(panels.Count, panels.Distinct().Count());
        var alerts = Read("alerts.yaml");
        var count = Occurrences(alerts, "- alert: ");
        Assert.True(count > 0);
        Assert.All(["expr: ", "for: ", "labels: ", "summary: ", "remedy: "], key => Assert.Equal(count, Occurrences(alerts, $"  {key}")));
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    /// <summary>Of all expressions of both files.</summary>
    private static List<string> Distinct(Regex part)
    {
        using var dashboard = JsonDocument.Parse(Read("dashboard.json"));
        IEnumerable<string> expressions =
        [
            .. Read("alerts.yaml").Split('\n').Where(line => line.Contains(" expr: ", StringComparison.Ordinal)),
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray().SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
        ];
        return [.. expressions.SelectMany(expression => part.Matches(expression).Select(match => match.Groups["name"].Value)).Distinct(StringComparer.Ordinal)];
    }

    private static string Read(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aggregator.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return File.ReadAllText(Path.Combine(folder.FullName, "config", "monitoring", file));
    }

    [GeneratedRegex(@"(?<name>aggregator_[a-z_]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Metric();

    [GeneratedRegex(@"(by \(|\{)(?<name>[a-z]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();
}
