namespace Aggregator.Configuration;

/// <summary>Everything an operator can set that is not about one feed. Immutable; read once at start.</summary>
internal sealed record Settings
{
    public PollingOptions Polling { get; init; } = new();
    public FetchingOptions Fetching { get; init; } = new();
    public StorageOptions Storage { get; init; } = new();
    public ListsOptions Lists { get; init; } = new();
    public RetentionOptions Retention { get; init; } = new();
    public JobsOptions Jobs { get; init; } = new();
    public HttpOptions Http { get; init; } = new();
    public FullTextOptions FullText { get; init; } = new();
    public WebSubOptions WebSub { get; init; } = new();
    public WebhooksOptions Webhooks { get; init; } = new();
    public TracingOptions Tracing { get; init; } = new();
    public LoggingOptions Logging { get; init; } = new();
}
