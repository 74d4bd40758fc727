using System.Text.Json.Serialization;

namespace Aggregator.Outputs.Rest;

/// <summary>How the API's own records are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(InstantConverter)], UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(FeedDetail))]
[JsonSerializable(typeof(FeedPage))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(HostPage))]
[JsonSerializable(typeof(SplitWish))]
[JsonSerializable(typeof(StoryBody))]
[JsonSerializable(typeof(StoryPage))]
[JsonSerializable(typeof(TagList))]
internal sealed partial class RestJson : JsonSerializerContext;
