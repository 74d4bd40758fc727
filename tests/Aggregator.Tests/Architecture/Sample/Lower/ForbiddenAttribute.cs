namespace Aggregator.Tests.Architecture.Sample.Lower;

[AttributeUsage(AttributeTargets.All)]
internal sealed class ForbiddenAttribute : Attribute;
