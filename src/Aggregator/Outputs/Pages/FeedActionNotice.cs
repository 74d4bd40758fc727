using System.Globalization;

namespace Aggregator.Outputs.Pages;

/// <summary>What a form did, carried to the page after it by the address: words of ours and numbers, nothing else.</summary>
internal static class FeedActionNotice
{
    public const string Poll = "poll";
    public const string Pause = "pause";
    public const string Resume = "resume";

    public static string Parameters(string action, int done, int refused) =>
        string.Create(CultureInfo.InvariantCulture, $"did={action}&done={done}&refused={refused}");

    public static string? Of(PageContext here)
    {
        var (done, refused) = (Number(here.Text("done")), Number(here.Text("refused")));
        var said = here.Text("did") switch
        {
            Poll => $"{Feeds(done)} polled now, as soon as {(done == 1 ? "its host allows" : "their hosts allow")}.",
            Pause => $"{Feeds(done)} paused.",
            Resume => $"{Feeds(done)} resumed.",
            _ => null,
        };
        return said is null || refused == 0 ? said : $"{said} Not {Feeds(refused, withVerb: false)}: paused or left out by the list; enable it there.";
    }

    private static string Feeds(int number, bool withVerb = true) =>
        $"{Numbers.Whole(number)} {(number == 1 ? "feed" : "feeds")}{(withVerb ? number == 1 ? " is" : " are" : "")}";

    private static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
