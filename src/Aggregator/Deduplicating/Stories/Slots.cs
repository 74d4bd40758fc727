namespace Aggregator.Deduplicating.Stories;

/// <summary>What exchanged words say: another number or name is another matter, another word may be an editor's hand.</summary>
internal static class Slots
{
    private const double Rephrased = 0.25;
    private const double Unspaced = 0.5;

    /// <summary>Weight of one place where tokens were exchanged, from <see cref="Rephrased"/> to 2.</summary>
    public static double Weigh(Token[] left, int leftStart, int leftEnd, Token[] right, int rightStart, int rightEnd)
    {
        var weight = Differs(TokenTraits.Number) ? 1.0 : 0;
        weight += Differs(TokenTraits.Capital) ? 1.0 : 0;
        if (weight == 0 && left[leftStart].Is(TokenTraits.Unspaced))
            weight = Unspaced;
        return Math.Max(weight, Rephrased);

        bool Differs(TokenTraits trait)
        {
            var (ours, theirs) = (Pick(left, leftStart, leftEnd, trait), Pick(right, rightStart, rightEnd, trait));
            return ours.Count > 0 && theirs.Count > 0 && !ours.Overlaps(theirs);
        }
    }

    /// <summary>
    /// How much of two headlines looks like one template filled twice: the same words in the same order, and other numbers or names between them.
    /// 0 when they are the same or built differently.
    /// </summary>
    public static double OfTitles(Token[] left, Token[] right)
    {
        var lengths = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
                lengths[i, j] = left[i].Word == right[j].Word ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }
        if (lengths[0, 0] * 2 < Math.Max(left.Length, right.Length))
            return 0;

        // In English headlines of the old school every word has a capital: there it says nothing.
        var isTitleCase = IsTitleCase(left) || IsTitleCase(right);
        var weight = 0.0;
        var (x, y) = (0, 0);
        while (x < left.Length || y < right.Length)
        {
            var (startX, startY) = (x, y);
            while (x < left.Length && y < right.Length ? left[x].Word != right[y].Word || lengths[x, y] != lengths[x + 1, y + 1] + 1 : x < left.Length || y < right.Length)
            {
                if (y >= right.Length || (x < left.Length && lengths[x + 1, y] >= lengths[x, y + 1]))
                    x++;
                else
                    y++;
            }
            if (x > startX && y > startY)
            {
                var slot = Weigh(left, startX, x, right, startY, y);
                weight += isTitleCase && slot is 1 && !Numbered(startX, x) ? 0.5 : slot;
            }
            if (x < left.Length && y < right.Length)
                (x, y) = (x + 1, y + 1);
        }
        return weight;

        bool Numbered(int start, int end) => Pick(left, start, end, TokenTraits.Number).Count > 0;
    }

    private static bool IsTitleCase(Token[] title) =>
        title.Count(t => t.Is(TokenTraits.Capital)) * 10 > title.Count(t => t.Length > 3) * 7;

    private static HashSet<ulong> Pick(Token[] tokens, int start, int end, TokenTraits trait)
    {
        var picked = new HashSet<ulong>();
        for (var i = start; i < end; i++)
        {
            if (tokens[i].Is(trait))
                picked.Add(tokens[i].Word);
        }
        return picked;
    }
}
