namespace Aggregator.Outputs.Stream;

/// <summary>
/// The last events, shared by all listeners: each keeps only its place in them, so that a thousand listeners need no more memory than one. Bounded by number
/// and by bytes; whoever falls behind its beginning has to begin anew from the database.
/// </summary>
internal sealed class RecentChanges
{
    public const int MostEvents = 1_000;
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<StreamEvent> _events = new();
    private StreamEvent[] _array = [];
    private long _bytes;
    private long? _last;

    /// <summary>The number of the last event; null when nothing is followed.</summary>
    public long? Last
    {
        get
        {
            lock (_lock)
                return _last;
        }
    }

    public void Begin(long last)
    {
        lock (_lock)
        {
            Clear();
            _last = last;
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            Clear();
            _last = null;
        }
    }

    public void Add(IReadOnlyCollection<StreamEvent> events)
    {
        lock (_lock)
        {
            foreach (var one in events)
            {
                _events.AddLast(one);
                _bytes += one.Text.Length;
                _last = one.Number;
            }
            while (_events.Count > 1 && (_events.Count > MostEvents || _bytes > MostBytes))
            {
                _bytes -= _events.First!.Value.Text.Length;
                _events.RemoveFirst();
            }
            _array = [.. _events];
        }
    }

    /// <summary>Events after a number; null when some of them are no longer here.</summary>
    public ArraySegment<StreamEvent>? After(long number)
    {
        StreamEvent[] events;
        lock (_lock)
        {
            if (_last is not { } last || number >= last)
                return _last is null ? default(ArraySegment<StreamEvent>?) : ArraySegment<StreamEvent>.Empty;
            events = _array;
        }
        if (events.Length == 0 || number < events[0].Number - 1)
            return null;
        var first = 0;
        for (var end = events.Length; first < end;)
        {
            var middle = (first + end) / 2;
            (first, end) = events[middle].Number <= number ? (middle + 1, end) : (first, middle);
        }
        return new ArraySegment<StreamEvent>(events, first, events.Length - first);
    }

    private void Clear()
    {
        _events.Clear();
        _array = [];
        _bytes = 0;
    }
}
