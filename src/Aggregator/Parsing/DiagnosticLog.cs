using System.Collections.Immutable;

namespace Aggregator.Parsing;

/// <summary>Collects what was wrong with one document: each distinct finding once, at most <see cref="ParsingLimits.Diagnostics"/>.</summary>
internal sealed class DiagnosticLog
{
    private readonly List<Diagnostic> _found = [];

    public void Add(DiagnosticCode code, string detail)
    {
        Noted++;
        if (_found.Count >= ParsingLimits.Diagnostics)
            return;
        var diagnostic = new Diagnostic(code, detail);
        if (!_found.Contains(diagnostic))
            _found.Add(diagnostic);
    }

    public int Count => _found.Count;

    /// <summary>How often something was found, what is not kept included.</summary>
    public int Noted { get; private set; }

    /// <summary>Forgets what a reading said that was given up.</summary>
    public void Rewind(int count) => _found.RemoveRange(count, _found.Count - count);

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _found];
}
