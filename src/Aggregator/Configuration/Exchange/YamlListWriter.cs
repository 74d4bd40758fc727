using System.Globalization;
using System.Text;

namespace Aggregator.Configuration.Exchange;

/// <summary>Writes a feed list as an operator would: plain where YAML reads it back the same, quoted where it would not.</summary>
internal static class YamlListWriter
{
    /// <param name="heading">A comment on top, one line.</param>
    public static string Write(string heading, ImportedGroup root)
    {
        var text = new StringBuilder($"# {heading.ReplaceLineEndings(" ")}\n");
        WriteLevel(text, root, "");
        return text.ToString();
    }

    /// <summary>As one value; never more than one line.</summary>
    public static string Scalar(string text) => IsPlain(text) ? text : Quoted(text);

    private static void WriteLevel(StringBuilder text, ImportedGroup level, string indent)
    {
        if (level.Feeds.Count > 0)
            text.Append(indent).Append("feeds:\n");
        foreach (var feed in level.Feeds)
        {
            if (feed.Title is null && feed.Tags.IsEmpty)
            {
                text.Append(indent).Append("  - ").Append(Scalar(feed.Url)).Append('\n');
                continue;
            }

            text.Append(indent).Append("  - url: ").Append(Scalar(feed.Url)).Append('\n');
            if (feed.Title is not null)
                text.Append(indent).Append("    title: ").Append(Scalar(feed.Title)).Append('\n');
            if (!feed.Tags.IsEmpty)
                text.Append(indent).Append("    tags: [").AppendJoin(", ", feed.Tags.Select(InFlow)).Append("]\n");
        }

        var groups = level.Groups.Where(group => !group.IsEmpty).ToList();
        if (groups.Count > 0)
            text.Append(indent).Append("groups:\n");
        foreach (var group in groups)
        {
            text.Append(indent).Append("  - name: ").Append(Scalar(group.Name!)).Append('\n');
            WriteLevel(text, group, indent + "    ");
        }
    }

    /// <summary>Double-quoted (YAML 1.2 §7.3.1), with letters of all scripts as they are.</summary>
    private static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>As one value that may stand inside brackets, too, where a comma or bracket would end it.</summary>
    public static string InFlow(string text) => text.AsSpan().IndexOfAny(",[]{}") < 0 ? Scalar(text) : Quoted(text);

    /// <summary>Narrower than YAML's own rule: begins with a letter or digit, and has nothing that could begin a comment, a key or another style.</summary>
    private static bool IsPlain(string text) =>
        text.Length > 0 && char.IsLetterOrDigit(text[0]) && text[^1] is not (' ' or ':')
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal)
        && text.All(c => c is ' ' or >= '!' and <= '~' || char.IsLetterOrDigit(c))
        && text.ToLowerInvariant() is not ("null" or "true" or "false" or "yes" or "no" or "on" or "off");
}
