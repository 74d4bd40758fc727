using System.Diagnostics.CodeAnalysis;
using Aggregator.Configuration;
using Aggregator.Polling;
using Aggregator.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Systemd;
using Quartz;

namespace Aggregator.Scheduling;

internal static class SchedulingComposition
{
    /// <summary>What Quartz looks at in a job's type.</summary>
    private const DynamicallyAccessedMemberTypes JobMembers =
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.Interfaces;

    public static IServiceCollection AddScheduling(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton<SchedulerPulse>().AddSingleton<JobRecorder>().AddSingleton<JobWatch>().AddSingleton<ProgressMark>().AddSingleton(_ => new IdleMemory()).AddSingleton<ShutdownResult>();
        services.AddSingleton<ListTakeover>().AddHostedService<PollingWorker>();
        if (SystemdAnnouncer.IsWanted)
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddHostedService<SystemdAnnouncer>();
        services.AddQuartz(quartz =>
        {
            Watch(quartz);
            // Ticks that were missed while the machine slept are not made up for: one look at what is due is enough.
            quartz.ScheduleJob<TickJob>(trigger => trigger.WithIdentity("tick").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(PollDispatcher.Tick).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            quartz.ScheduleJob<ProgressJob>(trigger => trigger.WithIdentity("progress").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(settings.Logging.ProgressInterval).RepeatForever()));
            quartz.ScheduleJob<IdleMemoryJob>(trigger => trigger.WithIdentity("idle-memory").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(IdleMemoryJob.Interval).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            quartz.ScheduleJob<IncludesJob>(trigger => trigger.WithIdentity("includes").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(IncludesJob.Interval).RepeatForever()));
            if (settings.Storage.Provider == StorageProvider.Sqlite)
                AddOnce(quartz, settings);
            // In every daemon: each works with the price, and hours that one of them has settled are settled for all.
            quartz.ScheduleJob<PriceJob>(trigger => trigger.WithIdentity("price").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(JobClock.Price).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            quartz.ScheduleJob<SearchBacklogJob>(trigger => trigger.WithIdentity("search-backlog").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(JobClock.SearchBacklog).RepeatForever()
                    .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
            if (WatchdogJob.Interval is { } interval)
            {
                quartz.ScheduleJob<WatchdogJob>(trigger => trigger.WithIdentity("watchdog").StartNow()
                    .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever()));
            }
        });
        if (settings.Storage.Provider != StorageProvider.Sqlite)
        {
            // A second scheduler, of which every daemon runs a part: its jobs are in the database, and one daemon runs each.
            services.AddQuartz("cluster", quartz =>
            {
                Watch(quartz);
                quartz.UsePersistentStore(store =>
                {
                    UseShared(store);
                    store.UseClustering();
                    store.ProvisionSchema();
                });
                AddOnce(quartz, settings);
            });
        }
        services.AddQuartzHostedService(options =>
        {
            options.WaitForJobsToComplete = true;
            options.AwaitApplicationStarted = true;
        });
        return services;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Quartz names the driver's types by texts only where it opens connections itself; a data source hands them over.")]
    private static void UseShared(IPersistentStoreBuilder store) =>
        store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<Database>().Shared!);

    private static void Watch(IQuartzBuilder quartz) => quartz.AddJobListener(services => services.GetRequiredService<JobWatch>());

    /// <summary>What is to be done once for a database, not once for each daemon.</summary>
    private static void AddOnce(IQuartzBuilder quartz, Settings settings)
    {
        AddDated<OptimizeJob>(quartz, JobCalendar.Optimize, settings.Jobs.Optimize);
        AddDated<RetentionJob>(quartz, JobCalendar.Retention, settings.Jobs.Retention);
        if (settings.Jobs.Backup.Length > 0)
            AddDated<BackupJob>(quartz, JobCalendar.Backup, settings.Jobs.Backup);
        quartz.ScheduleJob<SubscriptionsJob>(trigger => trigger.WithIdentity("subscriptions").StartNow()
            .WithSimpleSchedule(schedule => schedule.WithInterval(SubscriptionsJob.Interval).RepeatForever()
                .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }

    private static void AddDated<[DynamicallyAccessedMembers(JobMembers)] TJob>(IQuartzBuilder quartz, string name, string cron)
        where TJob : IJob =>
        quartz.ScheduleJob<TJob>(trigger => trigger.WithIdentity(name).WithCronSchedule(cron, schedule => schedule.InTimeZone(TimeZoneInfo.Utc)));
}
