using System.Collections.Immutable;
using Aggregator.Configuration.Reading;

namespace Aggregator.Configuration.Binding;

/// <summary>
/// Reads <c>Webhooks:Endpoints</c>: in a file a list of objects, in the environment and on the command line one text such as
/// <c>name=archive url=https://archive.example/hook secretFile=/run/secrets/hook; name=…</c>. No message quotes a secret.
/// </summary>
internal sealed class WebhookReader(ErrorCollector errors)
{
    private const string SecretPrefix = "whsec_";
    private const string Example = "{\"name\": \"archive\", \"url\": \"https://archive.example/hook\", \"secret\": \"whsec_…\"}";
    private const int MostWords = 100;

    private static readonly ImmutableArray<string> Keys = ["name", "url", "secret", "secretFile", "kinds", "tags", "start"];
    private static readonly ImmutableArray<string> ChangeKinds = ["created", "updated", "merged", "removed"];

    /// <summary>Every endpoint that is good; errors are reported.</summary>
    public ImmutableArray<WebhookEndpoint> Read(SettingAssignment assignment)
    {
        var endpoints = ImmutableArray.CreateBuilder<WebhookEndpoint>();
        foreach (var endpoint in ReadAll(assignment).OfType<WebhookEndpoint>())
        {
            if (endpoints.Any(e => e.Name == endpoint.Name))
                errors.Add(assignment.Location, $"there are two webhooks named {endpoint.Name}; a name is what the place in the stream is kept under");
            else
                endpoints.Add(endpoint);
        }
        return endpoints.ToImmutable();
    }

    private IEnumerable<WebhookEndpoint?> ReadAll(SettingAssignment assignment) => assignment.Value switch
    {
        PlacedSequence list => list.Items.Select(ReadObject),
        PlacedScalar { Text: { } text } => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(words => ReadText(assignment.Location, words)),
        _ => [Refuse(assignment.Location, $"{assignment.Key} is {assignment.Quoted}; allowed is a list of objects such as {Example}")],
    };

    private WebhookEndpoint? ReadObject(PlacedNode node) => node is PlacedMapping mapping
        ? Build(node.Location, mapping.Members.Select(m => (m.Location, m.Key, m.Value)))
        : Refuse(node.Location, $"a webhook is an object such as {Example}, not {node.Kind}");

    private WebhookEndpoint? ReadText(SourceLocation place, string text) => Build(
        place,
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Split('=', 2))
            .Select(parts => (place, parts[0], (PlacedNode)new PlacedScalar(place, parts.Length == 2 ? parts[1] : null))));

    private WebhookEndpoint? Build(SourceLocation place, IEnumerable<(SourceLocation Place, string Key, PlacedNode Value)> members)
    {
        var before = errors.Count;
        var endpoint = new WebhookEndpoint("", "");
        foreach (var (at, key, value) in members)
        {
            endpoint = Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)) switch
            {
                "name" => endpoint with { Name = Name(value) ?? "" },
                "url" => endpoint with { Url = Url(value) ?? "" },
                "secret" => endpoint with { Keys = Secrets(at, (value as PlacedScalar)?.Text) },
                "secretFile" => endpoint with { Keys = SecretsOfFile(at, (value as PlacedScalar)?.Text) },
                "kinds" => endpoint with { Kinds = Words("kinds", value, w => ChangeKinds.Contains(w) ? w : null, string.Join(", ", ChangeKinds)) },
                "tags" => endpoint with { Tags = Words("tags", value, w => w.Length > 0 ? w : null, "tags of feeds or articles") },
                "start" => endpoint with { FromBeginning = Start(value) },
                _ => Unknown(endpoint, at, key),
            };
        }
        if (errors.Count == before && (endpoint.Name.Length == 0 || endpoint.Url.Length == 0 || endpoint.Keys.IsEmpty))
            errors.Add(place, $"a webhook needs name, url and secret (or secretFile), such as {Example}");
        return errors.Count == before ? endpoint : null;
    }

    private string? Name(PlacedNode value)
    {
        var text = (value as PlacedScalar)?.Text;
        if (text is { Length: > 0 and <= 100 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return text;
        errors.Add(value.Location, $"name is {value.Kind}; allowed are up to 100 letters, digits, - and _");
        return null;
    }

    private string? Url(PlacedNode value)
    {
        var text = (value as PlacedScalar)?.Text?.Trim();
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0 && url.UserInfo.Length == 0)
            return text;
        errors.Add(value.Location, "url of a webhook must be an absolute http or https URL without user information; calls are signed instead");
        return null;
    }

    private ImmutableArray<ImmutableArray<byte>> SecretsOfFile(SourceLocation place, string? path)
    {
        // In the environment and on the command line a path is relative to where the program runs.
        var full = Path.Combine(Path.GetDirectoryName(place.File) ?? "", path ?? "");
        if (SecretFile.Read(File.Exists(full) ? full : path ?? "", out var error) is { } content)
            return Secrets(place, content);
        errors.Add(place, $"secretFile: {error}");
        return [];
    }

    /// <summary>As Standard Webhooks writes them: <c>whsec_</c> and base64 of 24 to 64 bytes. Two, separated by a blank, while keys are changed over.</summary>
    private ImmutableArray<ImmutableArray<byte>> Secrets(SourceLocation place, string? text)
    {
        var keys = ImmutableArray.CreateBuilder<ImmutableArray<byte>>();
        foreach (var word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var bytes = new byte[64];
            if (word.StartsWith(SecretPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(word[SecretPrefix.Length..], bytes, out var length) && length >= 24)
                keys.Add([.. bytes[..length]]);
            else
                keys.Clear();
            if (keys.Count == 0)
                break;
        }
        if (keys.Count is 1 or 2)
            return keys.ToImmutable();
        errors.Add(place, $"secret of a webhook must be {SecretPrefix} followed by 24 to 64 bytes in base64, such as from: echo {SecretPrefix}$(openssl rand -base64 32)");
        return [];
    }

    private ImmutableArray<string> Words(string key, PlacedNode value, Func<string, string?> read, string allowed)
    {
        var texts = value switch
        {
            PlacedSequence list => list.Items.Select(i => (i as PlacedScalar)?.Text),
            PlacedScalar { Text: { } text } => text.Split(','),
            _ => [null],
        };
        var words = texts.Select(t => t is null ? null : read(t.Trim())).ToList();
        if (words.Count <= MostWords && words.All(w => w is not null))
            return [.. words.OfType<string>().Distinct()];
        errors.Add(value.Location, $"{key} is {value.Kind}; allowed is a list of: {allowed}");
        return [];
    }

    private bool Start(PlacedNode value)
    {
        var text = (value as PlacedScalar)?.Text;
        if (text is not ("now" or "beginning"))
            errors.Add(value.Location, $"start is {value.Kind}; allowed is now or beginning");
        return text == "beginning";
    }

    private WebhookEndpoint Unknown(WebhookEndpoint endpoint, SourceLocation place, string key)
    {
        errors.Add(place, $"unknown key {Excerpt.Of(key)}; the nearest is {Nearest.To(key, Keys)}, all are {string.Join(", ", Keys)}");
        return endpoint;
    }

    private WebhookEndpoint? Refuse(SourceLocation place, string why)
    {
        errors.Add(place, why);
        return null;
    }
}
