using Aggregator.Benchmarks.Corpora;
using BenchmarkDotNet.Attributes;

namespace Aggregator.Benchmarks.Stages;

/// <summary>Every stage over all documents of a corpus that need no repair; the last one over all documents that there are.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class StageBenchmarks
{
    private IReadOnlyList<StageInput> _inputs = [];
    private Corpus _corpus = null!;

    [ParamsSource(nameof(Corpora))]
    public string Documents { get; set; } = "";

    public static IEnumerable<string> Corpora => StageRun.CorpusNames;

    [GlobalSetup]
    public void Read()
    {
        _corpus = StageRun.CorpusOf(Documents);
        _inputs = StageInput.Of(_corpus);
    }

    [Benchmark(Baseline = true)]
    public int Scan() => _inputs.Sum(StageSteps.Scan);

    [Benchmark]
    public int BodyHash() => _inputs.Sum(StageSteps.BodyHash);

    [Benchmark]
    public int Decoding() => _inputs.Sum(StageSteps.Decoding);

    [Benchmark]
    public int Detection() => _inputs.Sum(StageSteps.Detection);

    [Benchmark]
    public int XmlTree() => _inputs.Sum(StageSteps.Tree);

    [Benchmark]
    public int CodeHollow() => _inputs.Sum(StageSteps.CodeHollow);

    [Benchmark]
    public int TreeAndGapFilling() => _inputs.Sum(StageSteps.TreeAndGapFilling);

    [Benchmark]
    public int Parsing() => _inputs.Sum(input => StageSteps.Parsing(input.Document));

    [Benchmark]
    public int Normalizing() => _inputs.Sum(StageSteps.Normalizing);

    [Benchmark]
    public int Whole() => _inputs.Sum(input => StageSteps.Whole(input.Document));

    [Benchmark]
    public int WholeWithRepairs() => _corpus.Documents.Sum(StageSteps.Whole);
}
