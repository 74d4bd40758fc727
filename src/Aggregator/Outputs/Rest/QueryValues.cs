using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aggregator.Outputs.Rest;

/// <summary>The parameters of one request, read and checked.</summary>
internal sealed class QueryValues(IReadOnlyDictionary<string, object> values)
{
    /// <summary>Of a request whose endpoint declares parameters.</summary>
    public static QueryValues Of(HttpContext context) => context.Features.GetRequiredFeature<QueryValues>();

    public long? Number(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) as long? ?? (parameter.Form as ParameterForm.Whole)?.Default;

    public string? Text(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) as string;

    public IReadOnlyCollection<string>? Texts(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) as string[];

    public DateTimeOffset? Instant(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) as DateTimeOffset?;

    public TimeSpan? Span(QueryParameter parameter) => values.GetValueOrDefault(parameter.Name) as TimeSpan?;

    public T? Value<T>(QueryParameter parameter)
        where T : class => values.GetValueOrDefault(parameter.Name) as T;
}
