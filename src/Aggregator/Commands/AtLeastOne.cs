using System.CommandLine.Parsing;
using System.Globalization;

namespace Aggregator.Commands;

/// <summary>Refuses what is no number of 1 or more.</summary>
internal static class AtLeastOne
{
    public static void Check(OptionResult result)
    {
        if (result.Tokens is [var given] && !(int.TryParse(given.Value, CultureInfo.InvariantCulture, out var number) && number > 0))
            result.AddError($"{result.Option.Name} is '{given.Value}'; allowed is a whole number of 1 or more.");
    }
}
