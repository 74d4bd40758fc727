using System.CommandLine;

namespace Aggregator.Commands;

/// <summary>The <c>--format</c> option: a table or text for people, JSON for programs.</summary>
internal static class OutputFormat
{
    public const string Table = "table";
    public const string Text = "text";
    public const string Json = "json";
    public const string JsonLines = "jsonl";

    /// <summary>The first is the one that is used unasked.</summary>
    public static Option<string> Option(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "Form of the output", DefaultValueFactory = _ => formats[0] };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
