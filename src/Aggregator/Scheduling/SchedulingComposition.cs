using Aggregator.Configuration;
using Aggregator.Polling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Quartz;

namespace Aggregator.Scheduling;

internal static class SchedulingComposition
{
    public static IServiceCollection AddScheduling(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SchedulerPulse>().AddSingleton<JobRecorder>().AddSingleton<ProgressMark>().AddSingleton<ShutdownResult>();
        services.AddHostedService<PollingWorker>();
        if (SystemdAnnouncer.IsWanted)
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddHostedService<SystemdAnnouncer>();
        services.AddQuartz(quartz =>
        {
            // Ticks that were missed while the machine slept are not made up for: one look at what is due is enough.
            quartz.ScheduleJob<TickJob>(trigger => trigger.WithIdentity("tick").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(PollDispatcher.Tick).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            quartz.ScheduleJob<ProgressJob>(trigger => trigger.WithIdentity("progress").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(settings.Logging.ProgressInterval).RepeatForever()));
            quartz.ScheduleJob<IncludesJob>(trigger => trigger.WithIdentity("includes").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(IncludesJob.Interval).RepeatForever()));
            quartz.ScheduleJob<OptimizeJob>(trigger => trigger.WithIdentity(JobCalendar.Optimize).WithCronSchedule(settings.Jobs.Optimize, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)));
            quartz.ScheduleJob<PriceJob>(trigger => trigger.WithIdentity("price").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromHours(1)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            quartz.ScheduleJob<RetentionJob>(trigger => trigger.WithIdentity("retention").WithCronSchedule("0 37 * * * ?"));
            quartz.ScheduleJob<SearchBacklogJob>(trigger => trigger.WithIdentity("search-backlog").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(5)).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            if (WatchdogJob.Interval is { } interval)
            {
                quartz.ScheduleJob<WatchdogJob>(trigger => trigger.WithIdentity("watchdog").StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
            }
        });
        services.AddQuartzHostedService(options =>
        {
            options.WaitForJobsToComplete = true;
            options.AwaitApplicationStarted = true;
        });
        return services;
    }
}
