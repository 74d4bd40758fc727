using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

[Forbidden]
internal static class InAttribute;
