namespace Aggregator.Commands.Demo;

/// <summary>What a feed really gave to a client, and so what must be stored.</summary>
internal sealed class DemoLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, string> _titles = [];
    private readonly SortedDictionary<int, int> _statuses = [];

    /// <summary>Entries that were served at least once.</summary>
    public int Entries
    {
        get
        {
            lock (_lock)
                return _titles.Count;
        }
    }

    /// <summary>How often an entry was served with another headline than the time before.</summary>
    public int Corrections { get; private set; }

    /// <summary>Answers by status, such as <c>200×7 304×5</c>.</summary>
    public string Answers
    {
        get
        {
            lock (_lock)
                return string.Join(' ', _statuses.Select(s => $"{s.Key}×{s.Value}"));
        }
    }

    /// <summary>All answers so far.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _statuses.Values.Sum();
        }
    }

    public void Answered(int status)
    {
        lock (_lock)
            _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
    }

    public void Served(IEnumerable<DemoEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (_titles.TryGetValue(entry.Number, out var title) && title != entry.Title)
                    Corrections++;
                _titles[entry.Number] = entry.Title;
            }
        }
    }
}
