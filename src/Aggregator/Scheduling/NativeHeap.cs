using System.Runtime.InteropServices;

namespace Aggregator.Scheduling;

/// <summary>The heap of native code: SQLite's, and the runtime's own.</summary>
internal static class NativeHeap
{
    private static readonly TrimFunction? _trim = Find();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TrimFunction(nuint pad);

    /// <summary>Only the GNU C library keeps so much that there is something to give back, and only it has a function for that.</summary>
    public static bool CanTrim => _trim is not null;

    /// <summary>Gives back what lies free in it; where that cannot be done nothing happens.</summary>
    public static void Trim() => _trim?.Invoke(0);

    private static TrimFunction? Find() =>
        NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var address)
            ? Marshal.GetDelegateForFunctionPointer<TrimFunction>(address)
            : null;
}
