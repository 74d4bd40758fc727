using Aggregator.Configuration;
using Aggregator.Storage;

namespace Aggregator.Polling.Adaptive;

/// <summary>
/// Article-hours of waiting that one poll is worth: the same for all feeds with interval <c>auto</c>, so that polls go where they save
/// most. The one number that ties the feeds of a catalog together.
/// </summary>
internal sealed class PollPrice(PollingOptions options)
{
    private double _current = Guess(options.Freshness.Polls);

    public double Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    /// <summary>The price for one feed that is kept fresh by itself, whatever the others cost.</summary>
    /// <param name="freshness">What is wanted.</param>
    /// <param name="perDay">Articles that it publishes a day.</param>
    /// <remarks>
    /// At a steady rate the cheapest interval is the root of twice the price over the rate; solved for the price. Where the rate varies, the
    /// root makes of the same price fewer polls and shorter delays than that (Jensen's inequality), so both are kept on average. Who hardly
    /// publishes is held for a weekly: nobody waits for it, and dead feeds must come to rest.
    /// </remarks>
    public static double Of(Freshness freshness, double perDay)
    {
        var interval = freshness.Interval.TotalHours;
        return Math.Max(perDay, 1.0 / 7) / 24 * interval * interval / 2;
    }

    /// <summary>As it was found before a restart; a changed freshness starts anew.</summary>
    public static PollPrice Restored(PollingOptions options, StoredPollPrice? stored)
    {
        var price = new PollPrice(options);
        if (stored is { Price: > 0 } && stored.Freshness == options.Freshness.Polls)
            price.Current = stored.Price;
        return price;
    }

    /// <summary>What the polls would cost if each feed brought one article a day, at any time.</summary>
    /// <param name="freshness">Polls a feed and day; 0 when there is no such goal, and nobody asks for the price.</param>
    public static double Guess(double freshness) => freshness > 0 ? 12 / (freshness * freshness) : 1;

    /// <summary>
    /// The price after some time in which it led to another rate of polls than wanted. The rate falls with the root of the price; nights
    /// and weekends are no reason to change it, so the more time it had to settle, the slower it moves, until it takes a week.
    /// </summary>
    /// <param name="price">Of now.</param>
    /// <param name="rate">Polls a feed and day that it leads to.</param>
    /// <param name="freshness">Polls a feed and day that are wanted.</param>
    /// <param name="age">Hours since it was first set.</param>
    /// <param name="passed">Hours since it was last adjusted.</param>
    public static double Adjusted(double price, double rate, double freshness, double age, double passed)
    {
        var share = 1 - Math.Exp(-passed / Math.Clamp(age / 2, 6, 7 * 24));
        var wanted = Math.Clamp(2 * Math.Log(Math.Max(rate, 1e-3) / freshness), -2, 2);
        return Math.Clamp(price * Math.Exp(share * wanted), 1e-6, 1e6);
    }
}
