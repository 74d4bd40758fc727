using System.Collections.Frozen;
using System.Text;

namespace Aggregator.Normalizing.Pages;

/// <summary>
/// What sites write around their articles, in the languages that we know of: whole blocks, in small letters, without the punctuation around them. A block
/// that only begins like one of the markers is text: "Advertising fell by a third" stays.
/// </summary>
internal static class ChromeWords
{
    /// <summary>Marks of advertisements, calls to donate or subscribe, share bars: where a block says nothing else.</summary>
    public static readonly FrozenSet<string> Markers = new[]
    {
        // Advertisements
        "ad", "ads", "advert", "advertisement", "advertisements", "advertising", "advertisement - continue reading below", "article continues below advertisement",
        "continue reading below", "paid content", "partner content", "promoted", "promoted content", "scroll to continue", "sponsored", "sponsored content", "story continues below advertisement",
        "реклама", "реклама - продовження нижче", "на правах реклами", "спецпроєкт", "на правах рекламы", "продолжение после рекламы", "продовження після реклами",
        "anzeige", "werbung", "annonce", "advertentie", "reklame", "reklama", "reklam", "hirdetés", "mainos", "publicité", "la suite après la publicité",
        "publicidad", "publicidade", "continua depois da publicidade", "pubblicità", "publicitate", "διαφήμιση", "إعلان", "اعلان", "פרסומת", "विज्ञापन", "広告", "广告", "廣告", "광고", "quảng cáo", "iklan",
        // Donations and subscriptions
        "become a member", "become a patron", "become a supporter", "donate", "donate now", "join our newsletter", "make a donation", "sign up", "sign up for our newsletter", "subscribe",
        "subscribe now", "subscribe to our newsletter", "support our work", "support us", "support us now", "підтримай нас", "підтримати", "підтримати нас", "підтримайте нас", "підписатися", "підписуйтесь",
        "поддержать", "поддержите нас", "поддержать нас", "подписаться", "jetzt spenden", "spenden", "unterstützen sie uns", "jetzt abonnieren", "newsletter abonnieren", "faire un don",
        "soutenez-nous", "s'abonner", "abonnez-vous", "apóyanos", "haz una donación", "dona", "dona ahora", "suscríbete", "apoie-nos", "doe agora", "assine", "sostienici", "abbonati",
        "fai una donazione", "wesprzyj nas", "wspieraj nas", "zapisz się do newslettera", "podpořte nás", "doneer", "steun ons", "stöd oss", "bizi destekleyin", "ご支援のお願い", "寄付する", "支持我们", "후원하기", "ادعمنا",
        // Sharing
        "copy link", "follow us", "share", "share on facebook", "share on twitter", "share on x",
        "share this", "share this article", "share this story", "share via email", "tweet", "поділитися", "поділитись", "поширити", "копіювати посилання", "надрукувати",
        "поделиться", "скопировать ссылку", "teilen", "artikel teilen", "link kopieren", "drucken", "merken", "partager", "partager l'article", "copier le lien", "imprimer", "compartir", "copiar enlace", "imprimir",
        "compartilhar", "copiar link", "condividi", "copia link", "stampa", "udostępnij", "kopiuj link", "drukuj", "sdílet", "delen", "dela", "paylaş", "シェア", "シェアする", "ツイート", "リンクをコピー", "分享", "공유하기", "مشاركة",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a share bar is made of. Only as links: an article may list these words as well.</summary>
    public static readonly FrozenSet<string> Networks = new[]
    {
        "bluesky", "email", "facebook", "instagram", "fb", "like", "linkedin", "mastodon", "messenger", "pinterest", "print", "reddit", "telegram", "threads", "tiktok", "twitter", "viber", "vk", "whatsapp", "x", "youtube",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>How a block begins that only leads elsewhere, before a link, a colon or nothing.</summary>
    public static readonly string[] ReadAlso =
    [
        "also read", "also see", "don't miss", "further reading", "more on this", "more on this story", "most read", "most popular", "read also", "read more", "read next", "recommended", "related", "related articles",
        "related news", "related stories", "related topics", "see also", "you may also like", "you might also like", "читайте також", "читай також", "дивіться також", "також за темою", "за темою", "схожі новини", "вас може зацікавити",
        "читайте также", "смотрите также", "по теме", "вам может быть интересно", "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "das könnte sie auch interessieren", "à lire aussi",
        "lire aussi", "lire également", "voir aussi", "sur le même sujet", "lea también", "lee también", "le puede interesar", "te puede interesar", "ver también", "más información", "noticias relacionadas", "leia também", "leia mais", "veja também",
        "leggi anche", "leggi di più", "vedi anche", "potrebbe interessarti", "articoli correlati", "czytaj też", "czytaj także", "czytaj również", "przeczytaj także", "przeczytaj też", "zobacz też", "zobacz także", "čtěte také", "mohlo by vás zajímat", "prečítajte si aj",
        "lees ook", "lees meer", "läs också", "läs mer", "les også", "læs også", "lue myös", "citește și", "citiți și", "прочетете още", "διαβάστε επίσης", "ayrıca okuyun", "ilgili haberler", "baca juga", "xem thêm",
        "関連記事", "あわせて読みたい", "相关阅读", "相关新闻", "延伸閱讀", "관련 기사", "اقرأ أيضا", "اقرأ أيضًا", "קראו גם", "यह भी पढ़ें",
    ];

    /// <summary>What only calls for money or subscriptions say; a short block that holds one of these is one.</summary>
    public static readonly string[] Appeals =
    [
        "become a patron", "buy us a coffee", "chip in", "help us keep", "if you like our work", "make a contribution", "on patreon", "support independent journalism", "support our journalism", "support our newsroom", "your donation",
        "your support helps", "join our telegram", "subscribe to our telegram", "follow us on", "sign up to our newsletter", "sign up for our newsletter", "if you notice an error", "підтримайте нашу роботу", "підтримайте нашу редакцію", "підтримайте незалежну журналістику",
        "стати патроном", "підписуйтесь на наш", "підписуйтеся на наш", "якщо ви знайшли помилку", "якщо ви помітили помилку", "поддержите нашу работу", "поддержите независимую журналистику", "подписывайтесь на наш", "если вы нашли ошибку", "unterstützen sie unsere arbeit", "unterstützen sie unabhängigen journalismus", "mit ihrer spende",
        "abonnieren sie unseren newsletter", "folgen sie uns auf", "soutenez notre travail", "soutenez le journalisme indépendant", "votre don", "abonnez-vous à notre", "suivez-nous sur", "apoya nuestro trabajo", "apoya el periodismo independiente", "tu donación", "suscríbete a nuestro", "síguenos en",
        "apoie o jornalismo", "sostieni il nostro lavoro", "iscriviti alla nostra newsletter", "wesprzyj naszą", "wesprzyj niezależne", "zapisz się do naszego", "podpořte naši", "steun onze journalistiek", "ニュースレターに登録", "ご寄付を", "フォローしてください",
    ];

    /// <summary>Parts of class names and ids by which sites name what is not the article.</summary>
    public static readonly FrozenSet<string> Names = new[]
    {
        "ad", "ads", "adsbygoogle", "adslot", "adunit", "advert", "advertisement", "advertising", "addthis", "addtoany", "breadcrumb", "breadcrumbs", "comments", "cookie", "cookies", "disqus", "donate", "donation", "donations",
        "newsletter", "outbrain", "patreon", "popup", "promo", "readalso", "recommend", "recommendations", "recommended", "related", "share", "sharebar", "sharing", "sharethis", "social", "socials", "sponsor", "sponsored", "subscribe", "taboola",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A block's text as the sets have it: small letters, one blank between words, no punctuation at the ends, one form of apostrophe.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormC))
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                    plain.Append(' ');
            }
            else
            {
                plain.Append(c is '’' or 'ʼ' or '`' ? '\'' : char.ToLowerInvariant(c));
            }
        }
        return plain.ToString().Trim(Ends);
    }

    private static readonly char[] Ends = [.. " :;,.!?-–—*·•|>»«<()[]{}\"“”„'…→›‹▼▶►↓：。！【】「」『』"];
}
