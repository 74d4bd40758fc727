using System.CommandLine;

namespace Aggregator.Commands;

/// <summary>The <c>--format</c> option: a table for people, JSON for programs.</summary>
internal static class OutputFormat
{
    public const string Table = "table";
    public const string Json = "json";
    public const string JsonLines = "jsonl";

    public static Option<string> Option(params string[] formats)
    {
        var option = new Option<string>("--format") { Description = "Form of the output", DefaultValueFactory = _ => Table };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
