using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Aggregator.Configuration;
using Aggregator.Fetching;
using Aggregator.Outputs;
using Aggregator.Parsing;
using Aggregator.Polling.Discovery;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Aggregator.Commands;

internal static class DiscoverCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var page = new Argument<string>("URL") { Description = "A page, a site, a channel, a repository, or the feed itself; https:// may be left out" };
        var format = OutputFormat.Option(OutputFormat.Table, OutputFormat.Json);
        var command = new Command("discover",
            """
            Find the feeds of a page and print the best as an entry to put below 'feeds:' in a list. Looks at what the page declares, at rules for well-known sites
            (YouTube, GitHub, GitLab, Reddit, Mastodon and more), at links that look like feeds and at the usual places; each is fetched, politely, and
            read, so that what is printed is a feed.

            Exit code 1 when none was found.

            Examples:
              aggregator discover example.org
              aggregator discover https://github.com/dotnet/runtime
              aggregator discover https://www.youtube.com/@handle --format json
            """)
        {
            page,
            format,
        };
        options.AddTo(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            if (Workplace.Load(arguments, options) is not { } workplace)
                return 1;
            if (Address(arguments.GetValue(page)!) is not { } url)
            {
                Terminal.Error($"'{arguments.GetValue(page)}' is no http or https address; give one such as https://example.org/blog.");
                return 1;
            }
            var result = await DiscoverAsync(workplace.Settings, url, cancellation).ConfigureAwait(false);
            if (arguments.GetValue(format) == OutputFormat.Json)
                WriteJson(result);
            else if (result.Feeds is [var best, ..])
                Print(best, result);
            if (result.Feeds.IsEmpty)
                TellMisses(url, result);
            return result.Feeds.IsEmpty ? 1 : 0;
        });
        return command;
    }

    private static Uri? Address(string text)
    {
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : $"https://{text}";
        return Uri.TryCreate(whole.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 ? url : null;
    }

    private static async Task<DiscoveryResult> DiscoverAsync(Settings settings, Uri url, CancellationToken cancellation)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(settings.Polling)
            .AddFetching(settings)
            .AddParsing()
            .AddSingleton<FeedDiscoverer>()
            .BuildServiceProvider();
        await using (services.ConfigureAwait(false))
            return await services.GetRequiredService<FeedDiscoverer>().DiscoverAsync(url, cancellation).ConfigureAwait(false);
    }

    /// <summary>The list entry goes to stdout, where it may be appended to a list; the table of all goes to stderr.</summary>
    private static void Print(DiscoveredFeed best, DiscoveryResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Feed", "Title", "Format")
            .AddColumn(new TableColumn("Entries").RightAligned()).AddColumns("Newest", "Found");
        foreach (var feed in result.Feeds)
        {
            table.AddRow(
                Markup.Escape(feed.Url.AbsoluteUri),
                Markup.Escape(feed.Title ?? ""),
                feed.Format,
                feed.Entries.ToString(CultureInfo.InvariantCulture),
                feed.Newest?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                Words(feed.Origin));
        }
        Terminal.Err.Write(table);
        Console.Out.WriteLine($"  - url: {best.Url.AbsoluteUri}");
        if (best.Title is { } title)
            Console.Out.WriteLine($"    title: {Quoted(title)}");
    }

    /// <summary>A JSON string is a YAML string, whatever stands in it.</summary>
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JsonForms.Lines.Encoder)}\"";

    private static void TellMisses(Uri url, DiscoveryResult result)
    {
        Terminal.Error($"no feed found for {Redactor.Url(url.AbsoluteUri)}; tried:");
        foreach (var (tried, reason) in result.Misses)
            Console.Error.WriteLine($"  {Redactor.Url(tried.AbsoluteUri)}: {reason}");
        Console.Error.WriteLine("Look on the page for a link to its feed, and give that.");
    }

    private static void WriteJson(DiscoveryResult result)
    {
        using var stream = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stream, JsonForms.Indented))
        {
            json.WriteStartArray();
            foreach (var feed in result.Feeds)
            {
                json.WriteStartObject();
                json.WriteString("url", feed.Url.AbsoluteUri);
                json.WriteString("title", feed.Title);
                json.WriteString("format", feed.Format);
                json.WriteNumber("entries", feed.Entries);
                json.WriteInstant("newest", feed.Newest);
                json.WriteString("found", Words(feed.Origin));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        stream.WriteByte((byte)'\n');
    }

    private static string Words(DiscoveryOrigin origin) => origin switch
    {
        DiscoveryOrigin.Itself => "the address itself",
        DiscoveryOrigin.SiteRule => "rule of the site",
        DiscoveryOrigin.Declared => "declared by the page",
        DiscoveryOrigin.Linked => "linked from the page",
        _ => "usual place",
    };
}
