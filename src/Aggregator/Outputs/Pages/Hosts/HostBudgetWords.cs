using Aggregator.Configuration;
using Aggregator.Polling;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>What a host may be asked, in a sentence: that of <c>aggregator hosts</c>.</summary>
internal static class HostBudgetWords
{
    public static string Of(HostBudget budget) =>
        $"{budget.Concurrency} at once, {(budget.PollsPerMinute == 0 ? "any number" : Numbers.Whole(budget.PollsPerMinute))} a minute, {Durations.Format(budget.Delay)} apart";
}
