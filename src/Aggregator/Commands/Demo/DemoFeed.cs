namespace Aggregator.Commands.Demo;

/// <summary>A feed of the demo site: how it publishes, how it writes and how it misbehaves. All of it depends on the time since the start only.</summary>
internal sealed record DemoFeed
{
    public required string Name { get; init; }

    /// <summary>Which of the site's hosts serves it; neighbours share its politeness.</summary>
    public required int Host { get; init; }
    public required string Path { get; init; }
    public required string Format { get; init; }

    /// <summary>What is to become of it, in words.</summary>
    public required string Fate { get; init; }
    public required string[] Headlines { get; init; }

    /// <summary>Writes a document of the entries, newest first.</summary>
    public required Func<DemoFeed, IReadOnlyList<DemoEntry>, DemoDocument> Write { get; init; }

    /// <summary>Time between two entries.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Time after which a headline is corrected; null is never.</summary>
    public TimeSpan? CorrectedAfter { get; init; }

    /// <summary>Whether every answer gives its entries new guids.</summary>
    public bool ChangesGuids { get; init; }

    /// <summary>The path of another feed on the same site whose entries this one repeats with tracking parameters, or null.</summary>
    public string? Repeats { get; init; }

    /// <summary>Whether it answers 304 to a matching <c>If-None-Match</c>.</summary>
    public bool Conditional { get; init; } = true;

    /// <summary>The status it answers with at a time since the start.</summary>
    public Func<TimeSpan, int> Status { get; init; } = _ => 200;
}
