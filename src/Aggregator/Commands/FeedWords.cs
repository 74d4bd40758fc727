using Aggregator.Storage;

namespace Aggregator.Commands;

/// <summary>Finds the one feed that an operator means by a word.</summary>
internal static class FeedWords
{
    /// <summary>Null after it was said that the word means no feed, or several.</summary>
    public static NamedFeeds.Named? Find(NamedFeeds names, string word)
    {
        var found = names.Find(word);
        if (found.Count == 1)
            return found[0];
        Terminal.Error(found.Count == 0
            ? $"no feed is called '{word}'; 'aggregator feeds' lists them all."
            : $"'{word}' means {found.Count} feeds ({string.Join(", ", found.Take(3).Select(f => f.Name))}…); give the whole URL.");
        return null;
    }
}
