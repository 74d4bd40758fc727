namespace Aggregator.Fetching;

/// <summary>
/// One timer and one token for a whole piece of work: ends with the caller's token, at the total limit, or at the limit of the
/// phase that is under way, whichever comes first.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _total;
    private readonly long _start;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _caller;

    public Deadline(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _total = total;
        _start = time.GetTimestamp();
        _source = new CancellationTokenSource(total, time);
        _caller = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    public TimeSpan Total => _total;

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>True when the phase's limit is what ends first.</summary>
    public bool PhaseEndsFirst { get; private set; }

    /// <summary>What the phase was given.</summary>
    public TimeSpan Phase { get; private set; }

    /// <summary>Gives the phase that begins now so much time; never more than the total has left.</summary>
    public void Narrow(TimeSpan phase)
    {
        var left = _total - Elapsed;
        Phase = phase;
        PhaseEndsFirst = phase < left;
        var limit = PhaseEndsFirst ? phase : left;
        _source.CancelAfter(limit > TimeSpan.Zero ? limit : TimeSpan.Zero);
    }

    public void Dispose()
    {
        _caller.Dispose();
        _source.Dispose();
    }
}
