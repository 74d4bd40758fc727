using Aggregator.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aggregator.Tests.Polling.Days;

/// <summary>What a simulated daemon polls: publishers that are made up, or real ones on loopback.</summary>
internal interface IDayWire
{
    /// <summary>Visits that end only when the clock goes on.</summary>
    int InFlight { get; }

    void AddTo(IServiceCollection services, Settings settings);
}
