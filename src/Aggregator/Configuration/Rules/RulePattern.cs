using System.Text;
using System.Text.RegularExpressions;

namespace Aggregator.Configuration.Rules;

/// <summary>
/// The two ways to write what to look for: <c>/…/</c> is a regular expression, anything else words, found as they stand, whole, in any case.
/// </summary>
internal static class RulePattern
{
    private const int MaxLength = 1000;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    /// <summary>Far above what a linear match of one article takes; a second belt.</summary>
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(250);

    /// <summary>The pattern, or null with what is wrong in <paramref name="fault"/>.</summary>
    public static Regex? Compile(string written, out string fault)
    {
        fault = "";
        var isExpression = written.Length > 2 && written[0] == '/' && written[^1] == '/';
        if (written.Length > MaxLength)
            fault = $"the pattern is longer than {MaxLength} characters";
        else if (!isExpression && LooksLikeExpression(written))
            fault = $"words are found as they stand, and this looks like a regular expression; write '/{written}/' for one, or '/{Regex.Escape(written)}/' for these very characters";
        else if (!isExpression && !written.Any(char.IsLetterOrDigit) && written.All(char.IsWhiteSpace))
            fault = "the pattern is empty";
        if (fault.Length > 0)
            return null;
        try
        {
            return new Regex(isExpression ? written[1..^1] : OfWords(written), Options, MatchTimeout);
        }
        catch (RegexParseException e)
        {
            fault = $"the pattern is not a regular expression: {e.Message}";
        }
        catch (NotSupportedException)
        {
            fault = "the pattern uses what could run without end: backreferences, lookaround, atomic groups and conditions are not allowed; nor are patterns that expand to very much";
        }

        return null;
    }

    /// <summary>What hardly anybody means as text: until now every pattern was an expression, and none shall change its meaning silently.</summary>
    private static bool LooksLikeExpression(string text) =>
        text[0] == '^' || text[^1] == '$' || text.AsSpan().IndexOfAny('|', '\\', '[') >= 0
        || text.Contains(".*", StringComparison.Ordinal) || text.Contains(".+", StringComparison.Ordinal) || text.Contains("(?", StringComparison.Ordinal);

    private static string OfWords(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var pattern = new StringBuilder();
        if (HasEdges(words[0][0]))
            pattern.Append(@"\b");
        pattern.AppendJoin(@"\s+", words.Select(Regex.Escape));
        if (HasEdges(words[^1][^1]))
            pattern.Append(@"\b");
        return pattern.ToString();
    }

    /// <summary>Scripts that set no blanks between words have no edges to look for: Thai to Myanmar, Khmer, and from the CJK radicals to Hangul.</summary>
    private static bool HasEdges(char c) => char.IsLetterOrDigit(c) && c is not ((>= '\u0E00' and < '\u10A0') or (>= '\u1780' and < '\u1800') or (>= '\u2E80' and < '\uAC00'));
}
