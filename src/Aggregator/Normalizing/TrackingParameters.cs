using System.Collections.Frozen;

namespace Aggregator.Normalizing;

/// <summary>
/// Query parameters that say where a reader came from, never what the page is. Only names that mean nothing else are listed: to strip one that selects
/// the page would melt different articles into one, to keep one costs no more than a duplicate that other keys still catch.
/// </summary>
internal static class TrackingParameters
{
    private static readonly string[] Prefixes = ["hsa_", "mtm_", "pk_", "utm_"];

    // Sorted. Google Analytics and Ads, Facebook, HubSpot, Mailchimp, Marketo, Matomo, Microsoft, TikTok, X, Yandex, newsrooms' own.
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "_openstat",
        "at_campaign",
        "at_custom1",
        "at_custom2",
        "at_custom3",
        "at_custom4",
        "at_medium",
        "dclid",
        "dicbo",
        "epik",
        "fb_action_ids",
        "fb_action_types",
        "fb_ref",
        "fb_source",
        "fbclid",
        "ftag",
        "gad_campaignid",
        "gad_source",
        "gbraid",
        "gclid",
        "gclsrc",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "hmb_campaign",
        "hmb_medium",
        "hmb_source",
        "igsh",
        "igshid",
        "irclickid",
        "li_fat_id",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "ml_subscriber",
        "ml_subscriber_hash",
        "msclkid",
        "oly_anon_id",
        "oly_enc_id",
        "rb_clickid",
        "s_kwcid",
        "soc_src",
        "soc_trk",
        "sr_share",
        "srsltid",
        "ttclid",
        "twclid",
        "vero_conv",
        "vero_id",
        "wbraid",
        "wickedid",
        "wt.mc_id",
        "xtor",
        "yclid",
        "ysclid",
        "zanpid");

    // Names that mean many things, unless they say this.
    private static readonly FrozenSet<string> Sources = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "cmp", "cmpid", "from", "partner", "ref", "source", "src");
    private static readonly FrozenSet<string> FeedValues = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "atom", "feed", "feedburner", "rss", "rss_feed", "rssfeed");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BySource = Sources.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByValue = FeedValues.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether <paramref name="parameter"/> (<c>name=value</c>) only tracks.</summary>
    public static bool Contains(ReadOnlySpan<char> parameter)
    {
        // "&amp;utm_source" that was escaped twice.
        if (parameter.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            parameter = parameter["amp;".Length..];
        var equals = parameter.IndexOf('=');
        var name = equals < 0 ? parameter : parameter[..equals];
        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return ByName.Contains(name) || (equals > 0 && BySource.Contains(name) && ByValue.Contains(parameter[(equals + 1)..]));
    }
}
