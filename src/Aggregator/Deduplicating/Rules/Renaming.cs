namespace Aggregator.Deduplicating.Rules;

/// <summary>An article that its feed calls by another guid now, and why it is taken for the same.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Rule">The rule that recognised it.</param>
/// <param name="Agreed">What agreed besides: title, content, date, link.</param>
internal sealed record Renaming(Decision Decision, string Rule, IReadOnlyList<string> Agreed)
{
    /// <summary>Null when the decision is no renaming.</summary>
    public static Renaming? Of(Decision decision)
    {
        var (article, rule) = decision switch
        {
            Decision.Resighted resighted => (resighted.Article, resighted.Rule),
            Decision.Revised revised => (revised.Article, revised.Rule),
            _ => (null, ""),
        };
        var sighting = decision.Sighting;
        if (article is not { Id: > 0, Guid: { } earlier } || sighting.Guid is not { } guid || guid == earlier)
            return null;
        var agreed = new List<string>();
        if (Agreement.OnTitle(sighting, article))
            agreed.Add("title");
        if (Agreement.OnContent(sighting, article))
            agreed.Add("content");
        if (Agreement.OnDate(sighting, article))
            agreed.Add("date");
        if (sighting.Link is not null && sighting.Link == article.Link)
            agreed.Add("link");
        return new Renaming(decision, rule, agreed);
    }
}
