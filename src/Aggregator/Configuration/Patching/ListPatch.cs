using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Aggregator.Configuration.Patching;

/// <summary>Edits of single lines of one file; all others, comments among them, stay byte for byte.</summary>
/// <param name="File">To be edited.</param>
/// <param name="Lines">As they are, line breaks included.</param>
/// <param name="Edits">By number of the line, from 0: what stands there instead, one line or several.</param>
internal sealed record ListPatch(string File, ImmutableArray<string> Lines, ImmutableSortedDictionary<int, ImmutableArray<string>> Edits)
{
    private const int Context = 3;

    /// <summary>The whole file after the edits.</summary>
    public string After() => string.Concat(Lines.SelectMany((line, number) => Edits.TryGetValue(number, out var instead) ? instead : [line]));

    /// <summary>A unified diff, as patch and git apply read it.</summary>
    /// <param name="name">Of the file in the diff, with forward slashes.</param>
    public string ToDiff(string name)
    {
        var diff = new StringBuilder($"--- a/{name}\n+++ b/{name}\n");
        var shift = 0;
        foreach (var hunk in Hunks())
        {
            var (first, last) = (Math.Max(0, hunk[0] - Context), Math.Min(Lines.Length - 1, hunk[^1] + Context));
            var added = hunk.Sum(number => Edits[number].Length - 1);
            diff.Append(CultureInfo.InvariantCulture, $"@@ -{first + 1},{last - first + 1} +{first + 1 + shift},{last - first + 1 + added} @@\n");
            for (var number = first; number <= last; number++)
            {
                if (!Edits.TryGetValue(number, out var instead))
                {
                    Add(' ', Lines[number]);
                    continue;
                }

                Add('-', Lines[number]);
                foreach (var line in instead)
                    Add('+', line);
            }

            shift += added;
        }

        return diff.ToString();

        void Add(char sign, string line) => diff.Append(sign).Append(line).Append(line.EndsWith('\n') ? "" : "\n\\ No newline at end of file\n");
    }

    /// <summary>Edited lines whose surroundings touch belong together.</summary>
    private IEnumerable<List<int>> Hunks()
    {
        var hunk = new List<int>();
        foreach (var number in Edits.Keys)
        {
            if (hunk.Count > 0 && number - hunk[^1] > 2 * Context)
            {
                yield return hunk;
                hunk = [];
            }

            hunk.Add(number);
        }

        if (hunk.Count > 0)
            yield return hunk;
    }
}
