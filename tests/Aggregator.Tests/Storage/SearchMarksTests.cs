using Aggregator.Storage.Search;
using CsCheck;

namespace Aggregator.Tests.Storage;

public sealed class SearchMarksTests
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Hours from 1960 to 2230: some lie outside of what has marks.</summary>
    private static readonly Gen<DateTimeOffset> Hours = Gen.Long[-90_000, 2_280_000].Select(hour => DateTimeOffset.UnixEpoch.AddHours(hour));

    [Fact]
    public void Exactly_the_hours_of_a_span_share_a_mark_with_it() => Gen.Select(Hours, Hours, Hours).Sample((one, other, at) =>
    {
        var (since, before) = one < other ? (one, other) : (other, one);
        var (first, last, hour) = (Clamp(since), Clamp(before), Clamp(at));
        Assert.Equal(hour >= first && hour <= last, Share(SearchMarks.OfSpan(since, before)!, at));
        Assert.Equal(hour >= first, Share(SearchMarks.OfSpan(since, null)!, at));
        Assert.Equal(hour <= last, Share(SearchMarks.OfSpan(null, before)!, at));
    }, iter: 2_000);

    [Fact]
    public void A_span_is_few_marks() => Gen.Select(Hours, Hours).Sample((one, other) =>
        SearchMarks.OfSpan(one < other ? one : other, one < other ? other : one)!.Count <= 2 * 7 * 7, iter: 2_000);

    [Fact]
    public void Everything_has_a_mark_of_all() => Hours.Sample(at => Share(SearchMarks.OfAll, at), iter: 500);

    [Fact]
    public void Tags_and_feeds_are_told_apart()
    {
        var marks = SearchMarks.Of(Begin, ["news"], [7]).Split(' ');
        Assert.Contains(Assert.Single(SearchMarks.OfFeeds([7])!), marks);
        Assert.DoesNotContain(Assert.Single(SearchMarks.OfFeeds([77])!), marks);
        Assert.Contains(Assert.Single(SearchMarks.OfTag("news", [])!), marks);
        Assert.DoesNotContain(Assert.Single(SearchMarks.OfTag("New", [])!), marks);
        Assert.Null(SearchMarks.OfFeeds([.. Enumerable.Range(1, 301).Select(i => (long)i)]));
    }

    private static long Clamp(DateTimeOffset at) => Math.Clamp(at.ToUnixTimeSeconds() / 3600, 0, (1L << 21) - 1);

    private static bool Share(IReadOnlyList<string> wanted, DateTimeOffset at) => SearchMarks.Of(at, [], []).Split(' ').Intersect(wanted).Any();
}
