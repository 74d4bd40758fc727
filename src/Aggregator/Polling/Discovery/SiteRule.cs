using System.Text.RegularExpressions;

namespace Aggregator.Polling.Discovery;

/// <summary>Where a well-known site keeps the feeds that belong to one of its pages.</summary>
/// <param name="Host">The host without <c>www.</c>; a leading dot stands for any name below it, an empty one for every host.</param>
/// <param name="Page">Matched against path and query. No backtracking: addresses come from anywhere.</param>
/// <param name="Feeds">Addresses, best first; <c>{name}</c> is a group of the match, <c>{origin}</c> scheme, host and port of the page.</param>
internal sealed record SiteRule(string Host, Regex Page, params string[] Feeds)
{
    public static SiteRule Of(string host, string page, params string[] feeds) =>
        new(host, new Regex(page, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), feeds);

    public IEnumerable<Uri> Apply(Uri page)
    {
        if (!IsOn(page.IdnHost) || Page.Match(page.PathAndQuery) is not { Success: true } match)
            return [];
        return Feeds.Select(template => new Uri(Fill(template, match, page)));
    }

    public bool IsOn(string host)
    {
        var name = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
        return Host.Length == 0
            || (Host[0] == '.' ? name.EndsWith(Host, StringComparison.OrdinalIgnoreCase) : name.Equals(Host, StringComparison.OrdinalIgnoreCase));
    }

    private static string Fill(string template, Match match, Uri page) => match.Groups.Keys
        .Where(name => !char.IsAsciiDigit(name[0]))
        .Aggregate(template.Replace("{origin}", page.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal),
            (text, name) => text.Replace($"{{{name}}}", match.Groups[name].Value, StringComparison.Ordinal));
}
