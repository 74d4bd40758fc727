namespace Aggregator.Polling.Adaptive;

/// <summary>
/// The polls of the next days with the least sum of waiting and prices, found from the end to the beginning. What a poll at an instant
/// costs with the one before it is a line over the articles expected until that one, so the best successor is read off the lower hull of
/// the lines, which only moves forth: the time is linear in the points of the grid.
/// </summary>
internal readonly ref struct CheapestPlan
{
    private readonly PublishingForecast _forecast;
    private readonly AdaptiveBounds _bounds;
    private readonly ReadOnlySpan<double> _times;
    private readonly Span<double> _offsets;
    private readonly Span<int> _candidates;

    /// <param name="forecast">What to expect.</param>
    /// <param name="bounds">What holds for each pair of polls.</param>
    /// <param name="offsets">Room for a number for each instant.</param>
    /// <param name="candidates">Room for as many indexes.</param>
    public CheapestPlan(PublishingForecast forecast, AdaptiveBounds bounds, Span<double> offsets, Span<int> candidates)
    {
        _forecast = forecast;
        _bounds = bounds;
        _times = PollGrid.Times;
        _offsets = offsets;
        _candidates = candidates;
    }

    /// <summary>Index of the first poll in the grid.</summary>
    public int FirstPoll()
    {
        var times = _times;
        var last = _offsets.Length - 1;
        var (front, count, latest) = (0, 0, last);
        var entered = last + 1;
        for (var from = last - 1; ; from--)
        {
            // The end of the plan is always a successor: beyond it nothing counts.
            while (entered > from + 1 && (entered - 1 == last || times[entered - 1] >= times[from] + _bounds.Floor - 1e-9))
                count = Enter(--entered, front, count);
            while (latest > from + 1 && times[latest] > times[from] + _bounds.Ceiling + 1e-9 && latest > entered)
                latest--;
            while (count > 1 && _candidates[front] > latest)
                (front, count) = (front + 1, count - 1);
            var at = _forecast.Articles(from);
            while (count > 1 && Value(_candidates[front + 1], at) <= Value(_candidates[front], at))
                (front, count) = (front + 1, count - 1);
            // Hulls forget what was never best; the latest poll that is allowed is always worth a look.
            var best = _candidates[front] > latest || Value(latest, at) < Value(_candidates[front], at) ? latest : _candidates[front];
            if (from == 0)
                return best;
            _offsets[from] = Offset(from, Value(best, at) + _forecast.Moments(from) + _bounds.Price);
        }
    }

    /// <summary>Takes an instant among the candidates, dropping those that it makes needless.</summary>
    private int Enter(int index, int front, int count)
    {
        if (index == _offsets.Length - 1)
            _offsets[index] = Offset(index, _bounds.Price / 2);
        while (count > 1 && IsNeedless(_candidates[front + count - 2], _candidates[front + count - 1], index))
            count--;
        _candidates[front + count] = index;
        return count + 1;
    }

    private bool IsNeedless(int earlier, int middle, int later)
    {
        var times = _times;
        return (_offsets[later] - _offsets[earlier]) * (times[earlier] - times[middle])
            <= (_offsets[middle] - _offsets[earlier]) * (times[earlier] - times[later]);
    }

    private double Offset(int index, double cost) =>
        (_times[index] * _forecast.Articles(index)) - _forecast.Moments(index) + cost;

    private double Value(int index, double articles) => _offsets[index] - (_times[index] * articles);
}
