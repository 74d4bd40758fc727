namespace Aggregator.Storage.Search;

/// <summary>What the index of words does not know yet, and reads in the background.</summary>
internal interface ISearchBacklog
{
    /// <summary>Whether articles are still to be read that were stored before the index was made: they cannot be found yet.</summary>
    bool HasOlder { get; }

    /// <summary>What whoever looks for words has to know; null when everything can be found.</summary>
    string? Notice => HasOlder ? "older articles are not found yet: they are being read into the index of words" : null;

    /// <summary>One small transaction of each kind; false when nothing is left.</summary>
    bool ReadSome();

    /// <summary>Every article is to be read.</summary>
    void Fill();

    /// <summary>Forgets the index and reads every article into it.</summary>
    void ReadAllAnew();

    /// <summary>Nothing is indexed from now on: when it is again, every article that is there then has to be read.</summary>
    void Leave();

    /// <summary>Takes out of the index, or reads again, what has changed in the articles. Only then it is known how much room it needs.</summary>
    void Settle();
}
