namespace Aggregator.Storage;

/// <summary>Hands out numbers for new articles within one transaction.</summary>
internal interface IArticleNumbers
{
    long Next();

    /// <summary>To be called once before the commit.</summary>
    void Close();

    /// <summary>To be called once after the commit.</summary>
    void Committed();
}
