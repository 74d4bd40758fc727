using System.Collections.Frozen;

namespace Aggregator.Parsing.Dates;

/// <summary>Month names and their abbreviations in the languages that feeds write dates in.</summary>
internal static class MonthNames
{
    /// <summary>One line a month; a name stands once however many languages share it.</summary>
    private static readonly string[] Names =
    [
        "jan january januar jänner janvier janv jan enero ene gennaio gen janeiro januari januar stycznia styczeń sty leden ledna led január janvāris " +
            "ιαν ιανουαρίου ιανουαριος янв января январь січ січня ocak oca tammikuu tammikuuta janúar",
        "feb february februar février fevrier févr fév fevr fev febrero februári febrúar febbraio fevereiro februari lutego luty lut únor února úno február febr φεβ " +
            "φεβρουαρίου φεβρουαριος фев февр февраля февраль лют лютого şubat şub helmikuu helmikuuta",
        "mar march märz maerz mär mrz mars marzo março marco maart mrt marca marzec březen března bře március márc μαρ μάρ μάώ μαώ μαρτίου " +
            "мар марта март бер березня mart maaliskuu maaliskuuta",
        "apr april avril avr abril abr aprile aprilis kwietnia kwiecień kwi duben dubna dub április ápr απρ απριλίου апр апреля апрель квіт квітня nisan nis huhtikuu huhtikuuta",
        "may mai mayo május máujus maí maggio mag maio mei maja maj květen května kvě május máj μαι μαϊ μάι μαΐου мая май трав травня mayıs toukokuu toukokuuta",
        "jun june juni juin junio giugno giu junho czerwca czerwiec június júní ιον cze červen června čer június jún ιουν ιούν ιουνίου июн июня июнь черв червня haziran haz kesäkuu kesäkuuta",
        "jul july juli juillet juil julio luglio lug julho lipca lipiec ιολ júlí lip červenec července čvc július júl ιουλ ιούλ ιουλίου июл июля июль лип липня temmuz tem heinäkuu heinäkuuta",
        "aug august août aout aoû agosto ago ágúst augustus sierpnia sierpień sie srpen srpna srp augusztus αυγ αύγ αυγούστου авг августа август серп серпня ağustos ağu elokuu elokuuta augusti",
        "sep sept september septembre septiembre setiembre settembre set setembro września wrzesień wrz září zář szeptember szept σεπ σεπτεμβρίου сен сент сентября сентябрь вер вересня eylül eyl syyskuu syyskuuta",
        "oct october oktober okt octobre octubre ottobre ott outubro out października październik paź říjen října říj október október οκτ οκτωβρίου окт октября октябрь жовт жовтня ekim eki lokakuu lokakuuta",
        "nov november novembre noviembre novembro listopada listopad lis listopadu νοε νοέ νοεμβρίου ноя нояб ноября ноябрь лист листопада kasım kas marraskuu marraskuuta",
        "dec december dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia grudzień gru prosinec prosince pro δεκ δεκεμβρίου дек декабря декабрь груд грудня aralık ara joulukuu joulukuuta",
    ];

    private static readonly FrozenDictionary<string, int> ByName = Names
        .SelectMany((line, index) => line.Split(' ').Select(name => (name, index + 1)))
        .DistinctBy(m => m.name)
        .ToFrozenDictionary(m => m.name, m => m.Item2, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>1 to 12, or 0.</summary>
    public static int Find(ReadOnlySpan<char> word) => Lookup.TryGetValue(word.Trim('.'), out var month) ? month : 0;
}
