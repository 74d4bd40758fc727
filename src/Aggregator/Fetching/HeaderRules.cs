namespace Aggregator.Fetching;

/// <summary>
/// What may stand in a request header. The framework sends CR, LF and NUL as they are when told not to validate, which would let a stored
/// ETag or a feed's own header write further headers.
/// </summary>
internal static class HeaderRules
{
    private const int MaxLength = 8192;

    /// <summary>True when the value can be sent: no control characters, nothing beyond Latin-1, at most 8 KB.</summary>
    public static bool IsSendable(string value)
    {
        if (value.Length > MaxLength) return false;
        foreach (var c in value)
        {
            if (c is < ' ' or '\x7F' or > '\xFF') return false;
        }

        return true;
    }

    /// <summary>Null when a feed may set this header, else why not. Lists were read by the same rules; this is the last look before the wire.</summary>
    public static string? Refusal(string name, string value)
    {
        if (Configuration.Lists.HeaderRules.CheckName(name) is { } fault) return $"A request header of the feed is refused: {fault}.";
        return IsSendable(value) ? null : $"The request header {name} has a value that cannot be sent (control characters, not Latin-1, or too long).";
    }
}
