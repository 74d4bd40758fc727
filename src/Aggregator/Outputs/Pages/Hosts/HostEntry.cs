using Aggregator.Polling;
using Aggregator.Storage.Reading;

namespace Aggregator.Outputs.Pages.Hosts;

/// <summary>A host and how much it may be asked.</summary>
internal sealed record HostEntry(HostLine Line, HostBudget Budget)
{
    public string Name => NameOf(Line.Host);

    /// <summary>Of its address: the page of the host.</summary>
    public string Place => PlaceOf(Line.Host);

    /// <summary>The most polls that its budget allows in an hour; null when there is no limit.</summary>
    public double? MostInAnHour => Budget.Spacing > TimeSpan.Zero ? TimeSpan.FromHours(1) / Budget.Spacing : null;

    public static string NameOf(string host) => host.EndsWith(":443", StringComparison.Ordinal) ? host[..^4] : host;

    public static string PlaceOf(string host) => $"/hosts/{Uri.EscapeDataString(host)}";
}
