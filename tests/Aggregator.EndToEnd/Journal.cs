namespace Aggregator.EndToEnd;

/// <summary>A log that only grows, and that can be waited on. Safe for any number of writers and waiters.</summary>
internal sealed class Journal<T>
{
    private readonly Lock _lock = new();
    private readonly List<T> _items = [];
    private TaskCompletionSource _grown = NewSignal();
    private bool _ended;

    public bool HasEnded
    {
        get
        {
            lock (_lock)
                return _ended;
        }
    }

    public IReadOnlyList<T> Snapshot()
    {
        lock (_lock)
            return [.. _items];
    }

    public void Add(T item)
    {
        lock (_lock)
            _items.Add(item);
        Signal();
    }

    /// <summary>Nothing comes any more: those who wait for it learn so at once instead of at their deadline.</summary>
    public void End()
    {
        lock (_lock)
            _ended = true;
        Signal();
    }

    /// <summary>The first item, already there or still to come, that is meant.</summary>
    /// <exception cref="InvalidOperationException">The journal ended without it.</exception>
    public async Task<T> FirstAsync(Func<T, bool> isMeant, CancellationToken cancellation)
    {
        for (var seen = 0; ;)
        {
            Task grown;
            lock (_lock)
            {
                for (; seen < _items.Count; seen++)
                {
                    if (isMeant(_items[seen]))
                        return _items[seen];
                }

                if (_ended)
                    throw new InvalidOperationException("It ended without what was waited for.");
                grown = _grown.Task;
            }

            await grown.WaitAsync(cancellation);
        }
    }

    /// <summary>Waits until there are at least <paramref name="count"/> items.</summary>
    public Task CountAsync(int count, CancellationToken cancellation)
    {
        var seen = 0;
        return FirstAsync(_ => ++seen >= count, cancellation);
    }

    private void Signal()
    {
        TaskCompletionSource grown;
        lock (_lock)
            (grown, _grown) = (_grown, NewSignal());
        grown.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
