using System.Net;
using System.Net.Sockets;

namespace Aggregator.Fetching.Addresses;

/// <summary>
/// Reads hosts as browsers do (UTS #46 mapping, as far as addresses go): digits and letters of other widths and in circles are the plain ones, and
/// every full stop is one. The platform does so only with its language data, which we run without; a host that is an address in disguise would
/// pass for a name there.
/// </summary>
internal static class HostForms
{
    /// <summary>The authority of a URL with its plain characters; itself when there are no others.</summary>
    public static string Plain(string authority)
    {
        if (System.Text.Ascii.IsValid(authority)) return Undotted(authority);
        var plain = new System.Text.StringBuilder(authority.Length);
        foreach (var rune in authority.EnumerateRunes())
        {
            var mapped = Map(rune.Value);
            if (mapped >= 0) plain.Append(char.ConvertFromUtf32(mapped));
        }

        return Undotted(plain.ToString());
    }

    /// <summary>The plain character, or -1 for one that is not seen at all.</summary>
    private static int Map(int c) => c switch
    {
        0x3002 or 0xFF0E or 0xFF61 => '.',
        // Letters, digits and the hyphen only: a wide slash or colon has no place in a host and must not become one.
        0xFF0D or (>= 0xFF10 and <= 0xFF19) or (>= 0xFF21 and <= 0xFF3A) or (>= 0xFF41 and <= 0xFF5A) => c - 0xFF01 + '!',
        0x24EA => '0',
        >= 0x2460 and <= 0x2468 => c - 0x2460 + '1',
        >= 0x24B6 and <= 0x24CF => c - 0x24B6 + 'a',
        >= 0x24D0 and <= 0x24E9 => c - 0x24D0 + 'a',
        0x00B9 => '1',
        0x00B2 or 0x00B3 => c - 0x00B2 + '2',
        0x2070 or (>= 0x2074 and <= 0x2079) => c - 0x2070 + '0',
        >= 0x2080 and <= 0x2089 => c - 0x2080 + '0',
        >= 0x1D7CE and <= 0x1D7FF => ((c - 0x1D7CE) % 10) + '0',
        >= 0x1FBF0 and <= 0x1FBF9 => c - 0x1FBF0 + '0',
        0x00AD or 0x200B or 0x2060 or 0xFEFF => -1,
        _ => c,
    };

    /// <summary>An address with a full stop behind it is still the address.</summary>
    private static string Undotted(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        return host.EndsWith('.') && IPAddress.TryParse(host.AsSpan()[..^1], out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? string.Concat(host.AsSpan()[..^1], authority.AsSpan(host.Length))
            : authority;
    }
}
