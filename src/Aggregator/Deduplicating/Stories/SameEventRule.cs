namespace Aggregator.Deduplicating.Stories;

/// <summary>Two reports of one event in own words: their headlines and leads share words that are rare in these days.</summary>
internal static class SameEventRule
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(48);

    private const double LeastTitle = 0.34;
    private const double LeastLead = 0.22;
    private const double LeastMean = 0.36;
    private const double LeastShared = 1.6;
    private const double LeastTitleAlone = 0.7;
    private const double LeastSharedAlone = 3;

    /// <summary>From 0 to 1; 0 when they are not of one event.</summary>
    /// <param name="frequency">In how many headlines of these days a stem stands.</param>
    public static double Score(StoryText left, StoryText right, Func<ulong, int> frequency)
    {
        var (title, shared) = Overlap(Weights(left.Title, frequency), Weights(right.Title, frequency));
        if (title < LeastTitle || shared < LeastShared || Slots.OfTitles(left.Title, right.Title) >= 0.5)
            return 0;
        if (!left.HasBody || !right.HasBody)
            return title >= LeastTitleAlone && shared >= LeastSharedAlone ? title : 0;
        var (lead, _) = Overlap(Weights(Lead(left), frequency), Weights(Lead(right), frequency));
        var mean = (title + lead) / 2;
        return lead >= LeastLead && mean >= LeastMean ? mean : 0;
    }

    private static IEnumerable<Token> Lead(StoryText text) => text.Title.Concat(text.Body.Take(StoryText.LeadLength));

    private static Dictionary<ulong, double> Weights(IEnumerable<Token> tokens, Func<ulong, int> frequency)
    {
        var weights = new Dictionary<ulong, double>();
        foreach (var token in tokens)
            weights[token.Stem] = token.Weight / (1 + Math.Log(1 + (frequency(token.Stem) / 4.0)));
        return weights;
    }

    private static (double Dice, double Shared) Overlap(Dictionary<ulong, double> left, Dictionary<ulong, double> right)
    {
        var shared = left.Where(w => right.ContainsKey(w.Key)).Sum(w => w.Value);
        var all = left.Values.Sum() + right.Values.Sum();
        return all == 0 ? (0, 0) : (2 * shared / all, shared);
    }
}
