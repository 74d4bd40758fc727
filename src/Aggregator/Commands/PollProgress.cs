using Aggregator.Polling;
using Aggregator.Storage;
using Spectre.Console;

namespace Aggregator.Commands;

/// <summary>A progress bar on stderr, on a terminal only. Drawn by hand on one line, so that nothing waits for it.</summary>
internal sealed class PollProgress(int feeds) : IDisposable
{
    private const int Width = 40;
    private readonly Lock _lock = new();
    private readonly bool _shown = Terminal.Err.Profile.Capabilities.Interactive && feeds > 0;
    private PollTotals _totals = new();
    private int _ended;
    private int _drawn = -1;

    public void Ended(DueFeed feed, PollEnd end)
    {
        lock (_lock)
        {
            _totals = _totals.With(end);
            _ended++;
            var share = _ended * 1000 / feeds;
            if (!_shown || share == _drawn)
                return;
            _drawn = share;
            var filled = _ended * Width / feeds;
            Terminal.Err.Markup(
                $"\r[green]{new string('━', filled)}[/][grey]{new string('━', Width - filled)}[/] {_ended}/{feeds}  {_totals.Created} new, {_totals.Failed} failed ");
        }
    }

    public void Dispose()
    {
        if (_shown)
            Terminal.Err.WriteLine();
    }
}
