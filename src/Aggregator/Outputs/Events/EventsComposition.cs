using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Aggregator.Outputs.Events;

internal static class EventsComposition
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddSingleton<EventRing>().AddSingleton<ILoggerProvider, EventRecorder>();
}
