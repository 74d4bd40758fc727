namespace Aggregator.Configuration;

/// <summary>A place in a file that an operator wrote; line and column count from 1, 0 is unknown.</summary>
internal readonly record struct SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => Line == 0 ? File : $"{File}:{Line}:{Column}";
}
