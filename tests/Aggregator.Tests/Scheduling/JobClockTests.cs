using Aggregator.Configuration;
using Aggregator.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Aggregator.Tests.Scheduling;

public sealed class JobClockTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0 11 3 * * ?")]
    public async Task What_people_are_told_is_what_the_scheduler_does(string backup)
    {
        var settings = new Settings { Jobs = new JobsOptions { Backup = backup } };
        await using var services = new ServiceCollection().AddLogging().AddScheduling(settings).BuildServiceProvider();
        var scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        List<(string, string)> clocks = [];
        foreach (var key in await scheduler.GetTriggerKeys(GroupMatcher<TriggerKey>.AnyGroup(), TestContext.Current.CancellationToken))
            clocks.Add((key.Name, Clock((await scheduler.GetTrigger(key, TestContext.Current.CancellationToken))!)));
        Assert.Equal(JobClock.Of(settings).Select(job => (job.Name, job.When)).Where(job => job.When != "off").Order(), clocks.Order());
    }

    private static string Clock(ITrigger trigger) => trigger switch
    {
        ICronTrigger dated => dated.CronExpressionString!,
        ISimpleTrigger timed => $"every {Durations.Format(timed.RepeatInterval)}",
        _ => throw new NotSupportedException(trigger.GetType().Name),
    };
}
