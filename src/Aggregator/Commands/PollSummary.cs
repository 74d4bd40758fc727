using System.Globalization;
using Aggregator.Configuration;
using Aggregator.Polling;

namespace Aggregator.Commands;

/// <summary>What a round of polls did, in three lines.</summary>
internal static class PollSummary
{
    public static void Print(PollTotals totals, TimeSpan time)
    {
        var left = totals.HeldBack + totals.Abandoned == 0
            ? ""
            : $"; {totals.HeldBack} held back by their hosts, {totals.Abandoned} not made";
        Line($"{totals.Polls} feeds polled: {totals.Polls - totals.Failed - totals.Unchanged} changed, {totals.Unchanged} unchanged, {totals.Failed} failed{left}");
        Line($"{totals.Created} new articles, {totals.Updated} updated, {totals.Known} entries known");
        Line($"{Sizes.Approximate(totals.Bytes)} received in {time.TotalSeconds:0.00} s");
    }

    private static void Line(FormattableString line) => Terminal.Out.Profile.Out.Writer.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
