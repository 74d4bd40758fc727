using System.Collections.Immutable;
using System.Text;
using Aggregator.Outputs.Webhooks;

namespace Aggregator.Tests.Outputs.Webhooks;

public sealed class WebhookSignatureTests
{
    private static readonly ImmutableArray<byte> Key = [.. Convert.FromBase64String("plJ3nmyCDGBKInavdOK15jsl")];

    [Fact]
    public void A_known_call_has_the_known_signature() => Assert.Equal(
        "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
        WebhookSignature.Of([Key], "msg_loFOjxBNrRLzqYUf", DateTimeOffset.FromUnixTimeSeconds(1731705121), Encoding.UTF8.GetBytes("""{"event_type":"ping","data":{"success":true}}""")));

    [Fact]
    public void While_keys_are_changed_over_there_is_a_signature_of_each()
    {
        ImmutableArray<byte> newer = [.. Enumerable.Repeat((byte)7, 32)];
        var (at, body) = (DateTimeOffset.UnixEpoch, "{}"u8.ToArray());
        Assert.Equal(
            $"{WebhookSignature.Of([newer], "id", at, body)} {WebhookSignature.Of([Key], "id", at, body)}",
            WebhookSignature.Of([newer, Key], "id", at, body));
    }

    [Fact]
    public void Id_time_and_body_all_count()
    {
        var at = DateTimeOffset.UnixEpoch;
        string[] signatures =
        [
            WebhookSignature.Of([Key], "id", at, "{}"u8), WebhookSignature.Of([Key], "if", at, "{}"u8), WebhookSignature.Of([Key], "id", at.AddSeconds(1), "{}"u8),
            WebhookSignature.Of([Key], "id", at, "[]"u8),
        ];
        Assert.Equal(4, signatures.Distinct().Count());
    }
}
