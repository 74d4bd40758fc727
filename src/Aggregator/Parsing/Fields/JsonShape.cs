using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aggregator.Parsing.Fields;

/// <summary>How the <c>extra</c> object is written: compact, other scripts as they are. It is never put into HTML.</summary>
internal static class JsonShape
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
