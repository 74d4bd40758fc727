namespace Aggregator.Configuration;

/// <summary>
/// Keeps an emptied or half-copied file from retiring most feeds: such a reload counts only once an operator has created the confirmation
/// file, which is deleted by being used. Where it cannot be deleted it does not count, or it would confirm every later accident too.
/// </summary>
internal sealed class RetirementGuard(string feedsDirectory, int maxRetiredPercent)
{
    public const string FileName = ".confirm-retire";

    /// <summary>One feed may always go: it is a usual edit even of a short list.</summary>
    private const int MinGuarded = 2;

    public string ConfirmationFile => Path.Combine(feedsDirectory, FileName);

    /// <summary>Feeds that the next catalog lacks, when they are too many to go unasked; else 0.</summary>
    public int CountRetiring(Catalog current, Catalog next)
    {
        var staying = next.Feeds.Select(f => f.Url).ToHashSet(StringComparer.Ordinal);
        var retiring = current.Feeds.Count(f => !staying.Contains(f.Url));
        return retiring >= MinGuarded && retiring * 100L > (long)maxRetiredPercent * current.Feeds.Length ? retiring : 0;
    }

    /// <summary>True when there was a confirmation, which is used up now.</summary>
    public bool TryConsume()
    {
        try
        {
            if (!File.Exists(ConfirmationFile))
                return false;
            File.Delete(ConfirmationFile);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
