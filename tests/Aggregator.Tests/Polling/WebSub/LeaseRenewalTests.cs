using Aggregator.Polling.WebSub;

namespace Aggregator.Tests.Polling.WebSub;

public sealed class LeaseRenewalTests
{
    [Fact]
    public void P33_Leases_are_renewed_before_they_end_and_not_all_at_once()
    {
        var lease = TimeSpan.FromDays(10);
        var waits = Enumerable.Range(0, 1000).Select(i => LeaseRenewal.After(lease, $"token {i}")).ToList();
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromDays(8), TimeSpan.FromDays(9)));
        // A day in ten parts, each with a fair share.
        Assert.All(waits.GroupBy(wait => (int)((wait.TotalDays - 8) * 10)), part => Assert.InRange(part.Count(), 60, 140));
        Assert.Equal(waits[7], LeaseRenewal.After(lease, "token 7"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(600)]
    public void P33_A_hub_that_grants_moments_is_not_asked_all_the_time(int seconds) =>
        Assert.Equal(TimeSpan.FromMinutes(10), LeaseRenewal.After(TimeSpan.FromSeconds(seconds), "x"));
}
