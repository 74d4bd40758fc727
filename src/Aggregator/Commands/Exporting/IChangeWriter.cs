using Aggregator.Storage;

namespace Aggregator.Commands.Exporting;

/// <summary>One form in which changes leave. Disposing it writes the end.</summary>
internal interface IChangeWriter : IDisposable
{
    void Write(ChangeRow change, ArticleRow? article);
}
