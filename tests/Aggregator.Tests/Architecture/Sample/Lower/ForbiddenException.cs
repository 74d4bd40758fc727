namespace Aggregator.Tests.Architecture.Sample.Lower;

internal sealed class ForbiddenException : Exception;
