using System.Text;

namespace Aggregator.Storage.Search;

/// <summary>A part of a term whose words stand in a row: of a script with spaces, or pairs of one without.</summary>
/// <param name="Text">As <see cref="SearchText.Segment"/> writes it.</param>
/// <param name="IsBeginning">The last word may go on.</param>
internal readonly record struct TermRun(string Text, bool IsBeginning)
{
    /// <summary>Two letters begin a thousand words, of which every match would be read; they are taken for a word.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>All of them must be found; those without a letter or digit are left out.</summary>
    public static IReadOnlyList<TermRun> Of(SearchTerm term)
    {
        var runs = new List<TermRun>();
        var run = new StringBuilder();
        var isUnspaced = false;
        foreach (var rune in term.Text.EnumerateRunes())
        {
            if (SearchText.IsUnspaced(rune.Value) != isUnspaced)
            {
                Flush(isLast: false);
                isUnspaced = !isUnspaced;
            }
            run.Append(rune);
        }
        Flush(isLast: true);
        return runs;

        void Flush(bool isLast)
        {
            var text = run.ToString();
            run.Clear();
            if (!text.EnumerateRunes().Any(Rune.IsLetterOrDigit))
                return;
            if (isUnspaced)
            {
                var (phrase, isBeginning) = SearchText.SegmentRun(text);
                runs.Add(new TermRun(phrase, isBeginning));
            }
            else
            {
                runs.Add(new TermRun(text, isLast && term.IsPrefix && text.Length >= ShortestPrefix));
            }
        }
    }
}
