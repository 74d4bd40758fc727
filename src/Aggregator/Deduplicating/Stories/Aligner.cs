namespace Aggregator.Deduplicating.Stories;

/// <summary>Finds the runs of tokens that two texts share. Linear in their length.</summary>
internal static class Aligner
{
    /// <summary>What is exchanged is short; a gap longer than that on both sides is a passage rewritten.</summary>
    private const int LongestSlot = 12;

    private const int LeadLength = 40;
    private const int OpeningLength = 12;

    /// <param name="boilerplate">Shingles that say nothing, since one of the two feeds writes them everywhere.</param>
    public static Alignment Align(StoryText leftText, StoryText rightText, Boilerplate boilerplate)
    {
        var (left, right) = (leftText.Whole, rightText.Whole);
        var (leftShingles, rightShingles) = (leftText.Shingles, rightText.Shingles);
        var isLeftMute = Mute(leftShingles, left.Length, boilerplate);
        var isRightMute = Mute(rightShingles, right.Length, boilerplate);

        var places = leftText.Places;
        var isLeftMatched = new bool[left.Length];
        var isRightMatched = new bool[right.Length];
        var conflicts = 0.0;
        var (leftEnd, rightEnd) = (-1, -1);
        for (var j = 0; j < rightShingles.Length;)
        {
            if (!TryPlace(j, out var i))
            {
                j++;
                continue;
            }
            if (leftEnd >= 0 && i > leftEnd && j > rightEnd && i - leftEnd <= LongestSlot && j - rightEnd <= LongestSlot)
                conflicts += Slots.Weigh(left, leftEnd, i, right, rightEnd, j);
            while (i < left.Length && j < right.Length && left[i].Word == right[j].Word)
            {
                isLeftMatched[i++] = true;
                isRightMatched[j++] = true;
            }
            (leftEnd, rightEnd) = (i, j);
        }

        var leftLength = isLeftMute.AsSpan().Count(false);
        var rightLength = isRightMute.AsSpan().Count(false);
        return new Alignment(
            Math.Min(Count(isLeftMatched, isLeftMute), Count(isRightMatched, isRightMute)),
            Math.Min(leftLength, rightLength),
            Math.Max(leftLength, rightLength),
            conflicts,
            LeadMatches(isLeftMatched, isLeftMute) || LeadMatches(isRightMatched, isRightMute));

        // Where the last run would go on is better than where the shingle stands first.
        bool TryPlace(int j, out int i)
        {
            var shift = leftEnd + (j - rightEnd);
            if (leftEnd >= 0 && shift < leftShingles.Length && leftShingles[shift] == rightShingles[j])
            {
                i = shift;
                return true;
            }
            return places.TryGet(rightShingles[j], out i);
        }
    }

    private static bool[] Mute(ulong[] shingles, int tokens, Boilerplate boilerplate)
    {
        var isMute = new bool[tokens];
        if (boilerplate.IsEmpty)
            return isMute;
        for (var i = 0; i < shingles.Length; i++)
        {
            if (boilerplate.Contains(shingles[i]))
                isMute.AsSpan(i, Shingles.Width).Fill(true);
        }
        return isMute;
    }

    private static int Count(bool[] isMatched, bool[] isMute)
    {
        var count = 0;
        for (var i = 0; i < isMatched.Length; i++)
            count += isMatched[i] && !isMute[i] ? 1 : 0;
        return count;
    }

    // The opening, or nearly all of what follows it: a short notice above a long imprint shares the imprint with every other, and even half of its lead.
    private static bool LeadMatches(bool[] isMatched, bool[] isMute)
    {
        var (matched, length, opening) = (0, 0, 0);
        for (var i = 0; i < isMatched.Length && length < LeadLength; i++)
        {
            if (isMute[i])
                continue;
            length++;
            matched += isMatched[i] ? 1 : 0;
            if (length == OpeningLength)
                opening = matched;
        }
        return length > 0 && ((opening * 2 >= OpeningLength && matched * 2 >= length) || matched * 4 >= length * 3);
    }
}
