using Aggregator.Fetching;

namespace Aggregator.Tests.Fetching;

public sealed class Hash128Tests
{
    [Fact]
    public void A_hash_survives_its_bytes()
    {
        var hash = Hash128.Of("a text");
        Assert.Equal(hash, Hash128.Read(hash.ToBytes()));
        Assert.NotEqual(hash, Hash128.Of("another"));
    }
}
