namespace Aggregator.Commands;

/// <summary>How hosts are shown, and meant by a word.</summary>
internal static class HostWords
{
    private const string Usual = ":443";

    public static string Short(string host) => host.EndsWith(Usual, StringComparison.Ordinal) ? host[..^Usual.Length] : host;

    /// <summary>With or without a port; all ports are meant without one.</summary>
    public static bool Means(string word, string host) =>
        host.Equals(word, StringComparison.OrdinalIgnoreCase) || host.StartsWith($"{word}:", StringComparison.OrdinalIgnoreCase);
}
