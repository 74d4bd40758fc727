namespace Aggregator.EndToEnd.Pages;

/// <summary>How somebody looks at the pages.</summary>
public sealed record PageView(bool Dark, int Width, bool Scripts)
{
    public string Name => $"{(Dark ? "dark" : "light")}-{Width}{(Scripts ? "" : "-without-scripts")}";

    public override string ToString() => Name;
}
