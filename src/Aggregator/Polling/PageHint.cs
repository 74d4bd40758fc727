using Aggregator.Fetching;
using Aggregator.Normalizing.Pages;
using Aggregator.Parsing;
using Aggregator.Parsing.Decoding;

namespace Aggregator.Polling;

/// <summary>What an operator may want to know of a page that came instead of a feed: that it is a bot challenge, or which feeds it names.</summary>
internal static class PageHint
{
    /// <summary>Marks in the pages of the common bot protections; they answer 200 as often as 403.</summary>
    private static readonly string[] ChallengeMarks =
    [
        "challenge-platform", "cf-chl", "<title>Just a moment", "Checking your browser", "_Incapsula_Resource", "ddos-guard", "captcha-delivery.com",
        "aws-waf-token", "/.within.website/", "sgcaptcha",
    ];

    /// <returns>A sentence that begins with a blank, or nothing.</returns>
    public static string Of(Document document)
    {
        if (document.Url is not { } url)
            return "";
        var text = TextDecoder.Decode(document.Body, document.ContentType, new DiagnosticLog()).Text;
        if (ChallengeMarks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            return " It looks like a bot protection's challenge, which only a browser passes: ask the publisher to let feeds through.";
        var declared = PageLinkReader.Read(text, url).Where(link => link.IsDeclared).Select(link => link.Url.AbsoluteUri).Take(3).ToList();
        return declared.Count == 0 ? "" : $" The page names {(declared.Count == 1 ? "a feed" : "feeds")}: {string.Join(", ", declared)}.";
    }
}
