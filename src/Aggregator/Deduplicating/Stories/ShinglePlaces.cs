using System.Numerics;

namespace Aggregator.Deduplicating.Stories;

/// <summary>Where each shingle of a text stands first. Shingles are mixed already, so their lowest bits are as good as any hash.</summary>
internal sealed class ShinglePlaces
{
    private readonly ulong[] _shingles;

    /// <summary>One more than the place; 0 is free.</summary>
    private readonly ushort[] _places;

    /// <param name="shingles">At most 65,534.</param>
    public ShinglePlaces(ulong[] shingles)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(shingles.Length * 2) + 2);
        (_shingles, _places) = (shingles, new ushort[size]);
        for (var i = 0; i < shingles.Length; i++)
        {
            ref var place = ref _places[Find(shingles[i])];
            if (place == 0)
                place = (ushort)(i + 1);
        }
    }

    public bool Contains(ulong shingle) => _places[Find(shingle)] != 0;

    public bool TryGet(ulong shingle, out int place)
    {
        place = _places[Find(shingle)] - 1;
        return place >= 0;
    }

    private int Find(ulong shingle)
    {
        var mask = _places.Length - 1;
        var slot = (int)shingle & mask;
        while (_places[slot] is not 0 and var place && _shingles[place - 1] != shingle)
            slot = (slot + 1) & mask;
        return slot;
    }
}
