namespace Aggregator.Normalizing;

internal enum AttributeKind
{
    Text,
    Link,
    Citation,
    Image,
    Media,
    Frame,
    SourceSet,
    Number,
    Size,
    Language,
    Direction,
    DateTime,
    MediaType,
    Flag,
}
