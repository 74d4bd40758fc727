using System.CommandLine;
using Aggregator.Outputs.Publishing;
using Aggregator.Storage;

namespace Aggregator.Commands;

internal static class PublishCommand
{
    public static Command Create()
    {
        var options = new WorkplaceArguments();
        var folder = new Argument<string>("DIR") { Description = "Where the site goes; made if need be. Files that are not of the site are left alone" };
        var title = new Option<string>("--title") { Description = "Title of the site", DefaultValueFactory = _ => "Planet" };
        var home = new Option<string?>("--url") { Description = "Where the site will be served, such as https://planet.example.org/; makes its feeds valid on their own", HelpName = "URL" };
        var limit = new Option<int>("--limit") { Description = "Articles a page and feed", DefaultValueFactory = _ => 60 };
        var templates = new Option<string?>("--templates") { Description = "Folder with own page.html, feeds.html or style.css", HelpName = "DIR" };
        var command = new Command("publish",
            """
            Write a static site of the newest articles: index.html and atom.xml, a page and a feed for each tag, the list of feeds. No scripts, nothing from elsewhere but
            the images of articles. Only files that changed are written; run it as often as you like, also while the daemon runs.

            Examples:
              aggregator publish /var/www/planet --title "Planet Example" --url https://planet.example.org/
              aggregator publish public --templates my-templates --limit 30
            """)
        {
            folder,
            title,
            home,
            limit,
            templates,
        };
        options.AddTo(command);
        command.SetAction(arguments =>
        {
            if (Workplace.Load(arguments, options)?.OpenExistingDatabase() is not { } database)
                return 1;
            if (Home(arguments.GetValue(home), out var address) is { } refusal)
                return Refuse(refusal);
            if (arguments.GetValue(limit) is < 1 or > 1000)
                return Refuse("--limit must be from 1 to 1000.");
            if (arguments.GetValue(templates) is { } own && !Directory.Exists(own))
                return Refuse($"--templates {own} is no folder.");
            if (SiteTemplates.Read(arguments.GetValue(templates), out var problem) is not { } looks)
                return Refuse($"{problem}.");
            var wish = new SiteWish(arguments.GetValue(title)!, address, arguments.GetValue(limit));
            var builder = new SiteBuilder(new ArticleStore(database), new FeedStore(database), looks, wish);
            try
            {
                var (written, removed) = SiteWriter.Write(arguments.GetValue(folder)!, builder.Build(TimeProvider.System.GetUtcNow()));
                Terminal.Out.Profile.Out.Writer.WriteLine($"{arguments.GetValue(folder)}: {written} files written, {removed} removed");
                return 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Refuse($"{arguments.GetValue(folder)} cannot be written: {e.Message}");
            }
        });
        return command;
    }

    private static string? Home(string? text, out Uri? address)
    {
        address = null;
        return text is null || (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.Query.Length == 0)
            ? null
            : "--url must be an absolute http or https URL without a query.";
    }

    private static int Refuse(string why)
    {
        Terminal.Error(why);
        return 1;
    }
}
