using System.Runtime.InteropServices;
using Aggregator.Scheduling;

namespace Aggregator.Tests.Scheduling;

public sealed class IdleMemoryTests
{
    private const long Little = IdleMemory.Little;
    private const long Worthwhile = IdleMemory.Worthwhile;

    private readonly IdleMemory _memory;
    private long _allocated;
    private int _collected;
    private int _trimmed;

    public IdleMemoryTests() => _memory = new IdleMemory(() => _allocated, () => _collected++, () => _trimmed++);

    [Fact]
    public void What_a_start_left_is_collected_as_soon_as_little_happens()
    {
        Look(allocated: 5 * Worthwhile);
        Assert.Equal((0, 1), (_collected, _trimmed));

        Look(allocated: Little - 1);
        Assert.Equal((1, 2), (_collected, _trimmed));
    }

    [Fact]
    public void Under_load_nothing_is_collected()
    {
        for (var look = 0; look < 100; look++)
            Look(allocated: Little);
        Assert.Equal((0, 100), (_collected, _trimmed));
    }

    [Fact]
    public void At_rest_it_is_collected_again_only_when_that_is_worth_it()
    {
        Look(allocated: Worthwhile);
        Look(allocated: 0);
        Assert.Equal(1, _collected);
        for (var look = 0; look < 15; look++)
            Look(allocated: Worthwhile / 16);
        Assert.Equal(1, _collected);
        Look(allocated: Worthwhile / 16);
        Assert.Equal((2, 18), (_collected, _trimmed));
    }

    /// <summary>The last piece holds the heap's end: without asking, the C library would keep all that lies before it.</summary>
    [Fact]
    public void What_native_code_freed_goes_back_to_the_system()
    {
        const int Pieces = 2_000;
        const int Size = 100_000;
        Assert.SkipUnless(NativeHeap.CanTrim, "not the GNU C library");
        var ones = Enumerable.Repeat((byte)1, Size).ToArray();
        var pieces = new List<nint>();
        for (var piece = 0; piece < Pieces; piece++)
        {
            pieces.Add(Marshal.AllocHGlobal(Size));
            Marshal.Copy(ones, 0, pieces[^1], Size);
        }
        foreach (var piece in pieces.SkipLast(1))
            Marshal.FreeHGlobal(piece);
        var before = Environment.WorkingSet;

        NativeHeap.Trim();

        Assert.InRange(Environment.WorkingSet, 0, before - ((long)Pieces * Size / 2));
        Marshal.FreeHGlobal(pieces[^1]);
    }

    private void Look(long allocated)
    {
        _allocated += allocated;
        _memory.Look();
    }
}
