using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Polling.Adaptive;

/// <summary>Moves the price of a poll until the plan makes as many polls as <c>Polling:Freshness</c> allows. Called once an hour.</summary>
internal sealed class PriceSetter(PollPriceStore store, PollPrice price, PollingOptions options, TimeProvider time)
{
    public void Adjust()
    {
        // With a target delay each feed has a price of its own.
        if (options.Freshness.IsDelay)
            return;
        var (now, freshness) = (time.GetUtcNow(), options.Freshness.Polls);
        var stored = store.Read();
        if (stored is null || stored.Freshness != freshness)
        {
            store.Write(new StoredPollPrice { Price = price.Current, Freshness = freshness, Since = now, SettledAt = now });
            return;
        }
        if (store.PlannedRate() is not { } rate)
            return;
        // A clock that was set back must not undo what was found.
        var (age, passed) = (Hours(now - stored.Since), Hours(now - stored.SettledAt));
        price.Current = PollPrice.Adjusted(stored.Price, rate, freshness, age, passed);
        store.Write(stored with { Price = price.Current, SettledAt = now });
    }

    private static double Hours(TimeSpan time) => Math.Max(0, time.TotalHours);
}
