namespace Aggregator.Normalizing;

/// <summary>Media types as in RFC 9110 §8.3.1, parameters left out.</summary>
internal static class MediaTypes
{
    /// <summary><c>type/subtype</c> in lower case, or null when it is none.</summary>
    public static string? Clean(string? value)
    {
        if (value is null)
            return null;
        var end = value.IndexOf(';', StringComparison.Ordinal);
        var type = (end < 0 ? value : value[..end]).Trim();
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        if (type.Length > NormalizingLimits.MediaType || slash <= 0 || slash == type.Length - 1)
            return null;
        for (var i = 0; i < type.Length; i++)
        {
            if (i != slash && !char.IsAsciiLetterOrDigit(type[i]) && !"!#$&^_.+-".Contains(type[i], StringComparison.Ordinal))
                return null;
        }
        return type.ToLowerInvariant();
    }
}
