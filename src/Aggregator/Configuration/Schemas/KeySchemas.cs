using System.Text.Json.Nodes;

namespace Aggregator.Configuration.Schemas;

/// <summary>What each key of a list takes. Plain values may be written without quotes, whatever YAML makes of them; empty means: as the level above.</summary>
internal static class KeySchemas
{
    private const string Duration = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$";
    private const string Size = "^[0-9]+(B|KB|MB|GB)$";

    /// <exception cref="ArgumentOutOfRangeException">The key is new; say here what it takes.</exception>
    public static JsonObject Of(string key) => key switch
    {
        "auth" => Auth(),
        "defaults" => Reference("defaults"),
        "drop" => Rules("Entries that match one of these are dropped, whatever keep says."),
        "enabled" => new JsonObject { ["description"] = "false keeps the feed and its articles without polling it.", ["enum"] = Flag() },
        "freshness" => Ranged("Polling:Freshness", null, ", with interval auto"),
        "fullText" => new JsonObject { ["description"] = "true fetches the page of each new article and keeps its text beside the feed's.", ["enum"] = Flag() },
        "feeds" => List("The feeds of this level.", "feed"),
        "groups" => List("Groups of this level; they nest.", "group"),
        "headers" => new JsonObject
        {
            ["description"] = "Further request headers, name to value.",
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = Reference("secret"),
        },
        "include" => TextOrTexts("URL of a list elsewhere, or several."),
        "interval" => Ranged("Polling:Interval", $"^auto$|{Duration}", ", or auto"),
        "keep" => Rules("When there are any, only entries that match one are kept."),
        "maxAge" => Ranged("Retention:MaxAge", Duration, "; 0s keeps its articles for ever"),
        "maxArticles" => Ranged("Retention:MaxArticlesPerFeed", null, "; 0 keeps all"),
        "maxBytes" => Ranged("Fetching:MaxBytes", Size, ", after decompression"),
        "maxInterval" => Ranged("Polling:MaxInterval", Duration, ", with interval auto"),
        "minInterval" => Ranged("Polling:MinInterval", Duration, ", with interval auto"),
        "name" => Text("Shown, and a tag of every feed in the group."),
        "proxy" => Described("Proxy of this feed: a URL that begins with http://, https:// or socks5://.", "secret"),
        "replaces" => TextOrTexts("URL, or several, under which the feed was listed before: its articles stay with it."),
        "schedule" => Text("Quartz cron expression, seconds first, in place of the interval: 0 0 8 ? * MON-FRI."),
        "tag" => new JsonObject
        {
            ["description"] = "Tags for single articles: name to a rule, or to several of which one is enough.",
            ["type"] = new JsonArray("object", "null"),
            ["additionalProperties"] = new JsonObject { ["anyOf"] = new JsonArray(Reference("rule"), List("", "rule")) },
        },
        "tags" => TextOrTexts("A tag, or a list of tags; those of all levels add up."),
        "timeout" => Ranged("Fetching:Timeout", Duration, ", for one whole visit"),
        "timeZone" => Text("IANA zone of the schedule, such as Europe/Kyiv; UTC when left out."),
        "title" => Text("Shown instead of the feed's own title."),
        "tls" => new JsonObject
        {
            ["description"] = "Exception from verifying the certificate of the feed's own host.",
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "null" },
                OneKey("pin", Text("sha256/ and the base64 hash of the server's public key.", "^sha256/[A-Za-z0-9+/]{43}=$")),
                OneKey("allowInvalid", new JsonObject { ["enum"] = new JsonArray(true, "true") })),
        },
        "url" => Text("Absolute http or https URL; ${env:NAME} and ${file:PATH} may stand in its path and query."),
        "userAgent" => Text("In place of the daemon's own User-Agent."),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "no schema says what this key takes"),
    };

    /// <summary>As <see cref="Of"/>, for the keys of a rule.</summary>
    public static JsonObject OfRule(string key) => key switch
    {
        "age" => Text("'>30d' is older than that when it comes, '<1h' younger.", $"^ *[<>]? *{Duration[1..]}"),
        "all" => List("All of these rules hold.", "rule"),
        "any" => new JsonObject { ["anyOf"] = new JsonArray(Text("Words or /expression/ in any field."), List("One of these rules holds.", "rule")) },
        "not" => Described("This rule does not hold.", "rule"),
        _ => Text($"Words, found whole, or /expression/, in {key}."),
    };

    public static JsonObject Text(string description, string? pattern = null)
    {
        // What has a notation of its own is never a bare number.
        var schema = new JsonObject { ["type"] = pattern is null ? new JsonArray("string", "number", "boolean", "null") : new JsonArray("string", "null") };
        if (description.Length > 0)
            schema.Insert(0, "description", description);
        if (pattern is not null)
            schema["pattern"] = pattern;
        return schema;
    }

    public static JsonObject Secret() => new()
    {
        ["description"] = "Text, in which ${env:NAME} and ${file:PATH} are replaced, or {env: NAME}, or {file: PATH}.",
        ["anyOf"] = new JsonArray(Text("The value."), OneKey("env", Text("Name of the variable.")), OneKey("file", Text("Path of the file."))),
    };

    private static JsonArray Flag() => new(true, false, "true", "false", null);

    private static JsonObject Auth() => new()
    {
        ["description"] = "Credentials for the feed's server.",
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "null" },
            OneKey("bearer", Reference("secret")),
            OneKey("basic", new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["user"] = Reference("secret"), ["password"] = Reference("secret") },
                ["required"] = new JsonArray("user", "password"),
                ["additionalProperties"] = false,
            })),
    };

    private static JsonObject OneKey(string key, JsonObject value) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [key] = value },
        ["required"] = new JsonArray(key),
        ["additionalProperties"] = false,
    };

    private static JsonObject Ranged(string setting, string? pattern, string also) => Text($"As {setting}: {SettingsReference.Find(setting)!.Allowed}{also}.", pattern);

    private static JsonObject TextOrTexts(string description) => new()
    {
        ["description"] = description,
        ["anyOf"] = new JsonArray(Text(""), new JsonObject { ["type"] = "array", ["items"] = Text("") }),
    };

    private static JsonObject Rules(string description) => List(description, "rule");

    private static JsonObject List(string description, string of)
    {
        var schema = new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = Reference(of) };
        if (description.Length > 0)
            schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject Described(string description, string of)
    {
        var schema = Reference(of);
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Reference(string to) => new() { ["$ref"] = $"#/$defs/{to}" };
}
