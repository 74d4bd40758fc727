namespace Aggregator.Outputs.Rest;

/// <summary>A parameter of a URL's query: what the server reads by, refuses by, and says in its OpenAPI document.</summary>
/// <param name="Name">As it stands in the URL.</param>
/// <param name="Form">What its value looks like.</param>
/// <param name="Meaning">One sentence for people.</param>
internal sealed record QueryParameter(string Name, ParameterForm Form, string Meaning);
