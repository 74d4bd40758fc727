using System.Reflection;

namespace Aggregator.Outputs.Publishing;

/// <summary>The looks of a published site: those that come with the program, each replaced by a file of its name in the operator's folder.</summary>
internal sealed class SiteTemplates
{
    public const string Page = "page.html";
    public const string Feeds = "feeds.html";
    public const string Style = "style.css";

    private SiteTemplates(Template page, Template feeds, string style) => (PageTemplate, FeedsTemplate, StyleSheet) = (page, feeds, style);

    /// <summary>Of a list of articles.</summary>
    public Template PageTemplate { get; }

    /// <summary>Of the list of feeds.</summary>
    public Template FeedsTemplate { get; }

    public string StyleSheet { get; }

    /// <summary>Null and the reason when a file cannot be read or is no template.</summary>
    public static SiteTemplates? Read(string? folder, out string? problem)
    {
        try
        {
            return Read(folder, Page, out problem) is { } page && Read(folder, Feeds, out problem) is { } feeds ? new SiteTemplates(page, feeds, Text(folder, Style)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }
    }

    private static Template? Read(string? folder, string name, out string? problem)
    {
        var template = Template.Read(Text(folder, name), out problem);
        if (template is null)
            problem = $"{(folder is null ? name : Path.Combine(folder, name))}: {problem}";
        return template;
    }

    private static string Text(string? folder, string name)
    {
        if (folder is not null && Path.Combine(folder, name) is var own && File.Exists(own))
            return File.ReadAllText(own);
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Aggregator.Outputs.Publishing.Templates.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
