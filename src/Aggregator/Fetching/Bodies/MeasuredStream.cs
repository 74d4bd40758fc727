namespace Aggregator.Fetching.Bodies;

/// <summary>
/// The body as it comes from the wire: counts it, refuses it beyond the limit, and gives up when it only drips. The pace is kept by moving
/// the visit's timer, so a body that stops for ever ends the same way as one that is too slow.
/// </summary>
internal sealed class MeasuredStream(Stream wire, Visit visit, long maxBytes, int minBytesPerSecond, TimeSpan slowStart) : ReadOnlyStream
{
    private readonly TimeSpan _start = visit.Deadline.Elapsed;
    private bool _timed;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_timed) KeepPace();
        var read = await wire.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        visit.BytesReceived += read;
        if (visit.BytesReceived > maxBytes) throw BodyReader.TooLarge(maxBytes);
        return read;
    }

    /// <summary>The bytes received so far have paid for so many seconds; once that is beyond the whole visit's end, there is nothing left to watch.</summary>
    private void KeepPace()
    {
        var deadline = visit.Deadline;
        if (minBytesPerSecond == 0)
        {
            deadline.Narrow(TimeSpan.MaxValue);
            _timed = true;
            return;
        }

        var paidUntil = _start + slowStart + TimeSpan.FromSeconds((double)visit.BytesReceived / minBytesPerSecond);
        deadline.Narrow(paidUntil - deadline.Elapsed);
        _timed = !deadline.PhaseEndsFirst;
    }
}
