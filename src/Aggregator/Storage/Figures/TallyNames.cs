namespace Aggregator.Storage.Figures;

/// <summary>What is counted by the hour. Names are stored.</summary>
internal static class TallyNames
{
    public const string Created = "created";
    public const string Updated = "updated";
    public const string Known = "known";
    public const string Bytes = "bytes";
    public const string Gaps = "gaps";

    /// <summary>Documents that hubs brought.</summary>
    public const string Pushes = "pushes";

    /// <summary>Polls by how they ended.</summary>
    public static string Of(PollOutcome outcome) => $"polls.{outcome}";

    public static long HourOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 3600;
}
