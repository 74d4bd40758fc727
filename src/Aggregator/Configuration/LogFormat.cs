namespace Aggregator.Configuration;

/// <summary>Form of log lines.</summary>
internal enum LogFormat
{
    Auto,
    Text,
    Json,
}
