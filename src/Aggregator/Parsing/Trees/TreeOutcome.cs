namespace Aggregator.Parsing.Trees;

/// <summary>A tree, or why there is none.</summary>
internal abstract record TreeOutcome
{
    private TreeOutcome()
    {
    }

    public sealed record Built(FeedTree Tree) : TreeOutcome;

    /// <summary>Well formed so far, but the root is no feed's.</summary>
    public sealed record OtherRoot(string Name) : TreeOutcome
    {
        /// <summary>Whether the root is a piece of HTML, such as a warning that was printed in front of a feed, and no page.</summary>
        public bool IsFragment => HtmlNames.Elements.Contains(Name) && Name.ToLowerInvariant() is not ("html" or "head" or "body");
    }

    /// <summary>Not well formed, or deeper than the strict reader goes: a case for the repair pass.</summary>
    public sealed record Broken(string Reason) : TreeOutcome;
}
