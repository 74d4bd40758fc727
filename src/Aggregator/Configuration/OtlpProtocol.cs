namespace Aggregator.Configuration;

/// <summary>How OTLP is spoken.</summary>
internal enum OtlpProtocol
{
    /// <summary>http/protobuf: POSTs to …/v1/traces and …/v1/metrics, usually on port 4318.</summary>
    Http,

    /// <summary>Usually on port 4317.</summary>
    Grpc,
}
