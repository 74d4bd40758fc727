using System.Collections.Immutable;
using Aggregator.Fetching;

namespace Aggregator.Tests.Polling;

public sealed class RedirectMemoryTests
{
    private const string Target = "https://new.example/feed";
    private static readonly RedirectHop Permanent = new(301, new Uri(Target));
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public void P25_A_permanent_redirect_that_stays_for_seven_days_is_used_and_proposed(int status)
    {
        var life = new FeedLife();
        for (var day = 0; day < 7; day++)
        {
            life.Visit(FeedLife.Unchanged(null, new RedirectHop(status, new Uri(Target))));
            Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
            life.Later(Day);
        }
        life.Visit(FeedLife.Unchanged(null, new RedirectHop(status, new Uri(Target))));
        Assert.Equal(Target, life.Request.Url.OriginalString);
        Assert.Equal((Target, true), (life.State.Redirects.MovedTo, life.State.Redirects.Used));
        life.Later(Day).Visit(FeedLife.Unchanged());
        Assert.Equal(Target, life.Request.Url.OriginalString);
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public void P25_A_temporary_one_anywhere_in_the_chain_is_never_remembered(int status)
    {
        var life = new FeedLife();
        for (var day = 0; day < 30; day++)
            life.Later(Day).Visit(FeedLife.Unchanged(null, new RedirectHop(status, new Uri("https://example.org/x")), Permanent));
        Assert.Equal((null, null), (life.State.Redirects.MovedTo, life.State.Redirects.MovingTo));
    }

    [Fact]
    public void P25_One_visit_without_it_or_to_elsewhere_starts_the_seven_days_anew()
    {
        var life = new FeedLife();
        foreach (var hop in new[] { Permanent, null, Permanent, new RedirectHop(301, new Uri("https://other.example/")), Permanent })
        {
            life.Visit(FeedLife.Unchanged(null, hop is null ? [] : [hop]));
            life.Later(6 * Day);
        }
        life.Visit(FeedLife.Unchanged(null, Permanent));
        Assert.Null(life.State.Redirects.MovedTo);
        life.Later(Day).Visit(FeedLife.Unchanged(null, Permanent));
        Assert.Equal(Target, life.State.Redirects.MovedTo);
    }

    [Fact]
    public void P25_From_http_to_https_of_the_same_host_is_believed_at_once()
    {
        var life = new FeedLife(url: "http://example.org/feed");
        life.Visit(FeedLife.Unchanged(null, new RedirectHop(301, new Uri("https://example.org/feed"))));
        Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
    }

    [Theory]
    [InlineData("http://example.org/feed", "https://www.example.org/feed")]
    [InlineData("http://example.org/feed", "https://example.org/other")]
    [InlineData("http://example.org:8080/feed", "https://example.org/feed")]
    public void P25_More_than_the_scheme_takes_its_time(string from, string to)
    {
        var life = new FeedLife(url: from);
        life.Visit(FeedLife.Unchanged(null, new RedirectHop(301, new Uri(to))));
        Assert.Equal(from, life.Request.Url.OriginalString);
    }

    [Fact]
    public void P25_From_https_to_http_is_never_remembered()
    {
        var life = new FeedLife();
        for (var day = 0; day < 20; day++)
            life.Later(Day).Visit(FeedLife.Unchanged(null, new RedirectHop(301, new Uri("http://example.org/feed"))));
        Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
    }

    [Fact]
    public void P25_A_redirect_to_what_is_no_feed_teaches_nothing()
    {
        var life = new FeedLife();
        for (var day = 0; day < 20; day++)
            life.Later(Day).Visit(FeedLife.Document("<!DOCTYPE html><html><body>We have moved</body></html>", hops: Permanent));
        Assert.Null(life.State.Redirects.MovingTo);
    }

    [Fact]
    public void P25_Two_failures_at_the_new_place_and_the_old_one_is_asked_again()
    {
        var life = Moved();
        life.Visit(FeedLife.Failure(FailureClass.Dns));
        Assert.Equal(Target, life.Request.Url.OriginalString);
        life.Later().Visit(FeedLife.Failure(FailureClass.Dns));
        Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
        Assert.False(life.Request.Validators.Any);
    }

    [Fact]
    public void P25_A_new_place_that_asks_for_patience_is_not_forgotten()
    {
        var life = Moved();
        for (var i = 0; i < 5; i++)
            life.Later().Visit(FeedLife.Failure(FailureClass.TooManyRequests, 429));
        Assert.Equal(Target, life.Request.Url.OriginalString);
    }

    [Fact]
    public void P25_Secrets_stay_at_home_and_the_move_is_only_proposed()
    {
        var life = new FeedLife();
        life.Definition = life.Definition with { Headers = ImmutableSortedDictionary<string, string>.Empty.Add("X-Key", "secret") };
        for (var day = 0; day < 9; day++)
            life.Later(Day).Visit(FeedLife.Unchanged(null, Permanent));
        Assert.Equal((Target, false), (life.State.Redirects.MovedTo, life.State.Redirects.Used));
        Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
    }

    [Fact]
    public void P25_Without_secrets_any_more_the_proven_place_is_used_at_once()
    {
        var life = new FeedLife();
        life.Definition = life.Definition with { Authorization = "Bearer x" };
        life.Visit(FeedLife.Unchanged(null, Permanent));
        life.Later(8 * Day).Visit(FeedLife.Unchanged(null, Permanent));
        life.Definition = life.Definition with { Authorization = null };
        life.Later().Visit(FeedLife.Unchanged(null, Permanent));
        Assert.Equal(Target, life.Request.Url.OriginalString);
    }

    [Fact]
    public void P25_A_feed_that_moves_back_is_polled_at_home_again_at_once()
    {
        var life = Moved();
        life.Visit(FeedLife.Unchanged(null, new RedirectHop(301, new Uri("https://example.org/feed"))));
        Assert.Equal("https://example.org/feed", life.Request.Url.OriginalString);
        Assert.Null(life.State.Redirects.MovedTo);
    }

    [Fact]
    public void P12_The_first_request_to_another_host_is_unconditional() => Assert.False(Moved().Request.Validators.Any);

    private static FeedLife Moved()
    {
        var life = new FeedLife();
        life.Visit(FeedLife.Unchanged(null, Permanent));
        life.Later(8 * Day).Visit(FeedLife.Unchanged(null, Permanent));
        Assert.Equal(Target, life.Request.Url.OriginalString);
        return life.Later();
    }
}
