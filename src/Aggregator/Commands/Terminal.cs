using Spectre.Console;

namespace Aggregator.Commands;

/// <summary>Where commands print: results to stdout, errors and progress to stderr, colours only on a terminal.</summary>
internal static class Terminal
{
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Err { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>One sentence with the remedy, never wrapped: scripts look for it.</summary>
    public static void Error(string sentence) => Say("[red]error:[/] ", sentence);

    public static void Warning(string sentence) => Say("[yellow]warning:[/] ", sentence);

    private static void Say(string word, string sentence)
    {
        Err.Markup(word);
        Err.Profile.Out.Writer.WriteLine(sentence);
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
        });
        // A pipe has no width; tables must not be cut for a terminal that is not there.
        if (redirected)
            console.Profile.Width = 400;
        return console;
    }
}
