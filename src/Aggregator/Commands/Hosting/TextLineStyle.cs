using Microsoft.Extensions.Logging.Console;

namespace Aggregator.Commands.Hosting;

internal sealed class TextLineStyle : ConsoleFormatterOptions
{
    public bool Colored { get; set; }
}
