using Aggregator.Storage.Stories;

namespace Aggregator.Outputs.Pages.Stories;

/// <summary>Why an article is in a story.</summary>
internal static class StoryWords
{
    public static string Why(StoryMemberRow member) => Why(member.Reason, member.Score);

    /// <param name="reason">As it is stored.</param>
    /// <param name="score">0 to 1.</param>
    public static string Why(string? reason, double score) => reason switch
    {
        "First" => "the story began with it",
        "NearDuplicate" => $"its text is a copy, {Numbers.Percent(score)} alike",
        "SameEvent" => $"tells of the same event in own words, {Numbers.Percent(score)} sure",
        _ => reason ?? "",
    };
}
