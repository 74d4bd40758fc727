using Aggregator.Tests.Architecture.Sample.Lower;

namespace Aggregator.Tests.Architecture.Sample.Upper;

[System.Diagnostics.DebuggerTypeProxy(typeof(Forbidden))]
internal sealed class InAttributeArgument;
