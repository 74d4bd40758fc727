using Microsoft.Extensions.Logging.Console;

namespace Aggregator.Commands.Hosting;

internal sealed class TextLineOptions : ConsoleFormatterOptions
{
    public bool Colored { get; set; }
}
