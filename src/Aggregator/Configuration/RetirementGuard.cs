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

    /// <summary>Feeds that the next catalog lacks, when they are too many to go unasked; else 0. Moved feeds do not count: they lose nothing.</summary>
    public int CountRetiring(Catalog current, Catalog next)
    {
        var gone = current.Feeds.Where(f => next.Find(f.Url) is null)
            .Select(f => new KnownFeed(f.Url, f.Title, string.Join(", ", f.Tags), Retired: false, RedirectsTo: null)).ToList();
        var added = gone.Count == 0 ? [] : next.Feeds.Where(f => current.Find(f.Url) is null).ToList();
        var retiring = gone.Count - MoveFinder.Find(gone, added).Count;
        return IsTooMany(retiring, current.Feeds.Length, maxRetiredPercent) ? retiring : 0;
    }

    /// <summary>Whether so many of so many feeds must not go unasked.</summary>
    public static bool IsTooMany(int retiring, int of, int maxRetiredPercent) => retiring >= MinGuarded && retiring * 100L > (long)maxRetiredPercent * of;

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
