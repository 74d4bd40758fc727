using System.Globalization;
using System.Text;

namespace Aggregator.Deduplicating.Stories;

/// <summary>
/// Text as tokens, whatever its script: case, width, punctuation and quotation marks do not count. Deterministic for all time: tokens are hashed
/// by our own function, since their hashes are stored.
/// </summary>
internal static class Tokenizer
{
    private const int StemLength = 6;

    /// <param name="text">Well-formed UTF-16.</param>
    /// <param name="most">Tokens after that many are not read.</param>
    /// <param name="tokens">Empty; where they go.</param>
    public static void Read(string text, int most, List<Token> tokens)
    {
        var reader = new Reader(most, tokens);
        for (var i = 0; i < text.Length && !reader.IsFull;)
        {
            if (char.IsAsciiLetter(text[i]))
            {
                reader.TakeLetter(text[i++]);
                continue;
            }
            if (text[i] == ' ')
            {
                reader.TakeBlank();
                i++;
                continue;
            }
            var rune = Rune.GetRuneAt(text, i);
            reader.Take(rune);
            i += rune.Utf16SequenceLength;
        }
        reader.Finish();
    }

    private static bool IsUnspaced(int rune) => rune is
        (>= 0x0E00 and <= 0x0EFF) or (>= 0x0F00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) // Thai, Lao, Tibetan, Burmese, Khmer
        or (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);

    private struct Reader(int most, List<Token> tokens)
    {
        private ulong _word = Mixing.Seed;
        private ulong _stem;
        private int _length;
        private bool _isNumber = true;
        private bool _hasDigit;
        private bool _isCapital;
        private bool _isSentenceStart = true;
        private int _unspaced;
        private int _unspacedRun;

        public readonly bool IsFull => tokens.Count >= most;

        /// <summary>As <see cref="Take"/>; most letters are these.</summary>
        public void TakeLetter(char letter)
        {
            if (_unspacedRun > 0)
                EndUnspaced();
            if (_length == 0)
                _isCapital = !_isSentenceStart && letter < 'a';
            _isNumber = false;
            _word = Mixing.Add(_word, letter | 0x20u);
            if (++_length <= StemLength)
                _stem = _word;
        }

        /// <summary>As <see cref="Take"/>; most of what is no letter is this.</summary>
        public void TakeBlank()
        {
            EndWord();
            EndUnspaced();
        }

        public void Take(Rune rune)
        {
            // Composed or not, it is the same letter.
            if (Letters.IsAccent(rune.Value) || Letters.IsOptional(rune.Value))
                return;
            if (rune.IsAscii ? char.IsAsciiLetterOrDigit((char)rune.Value) : Rune.IsLetterOrDigit(rune))
            {
                if (IsUnspaced(rune.Value))
                    TakeUnspaced(rune);
                else
                    TakeLetter(rune);
                return;
            }
            if (rune.Value is '\'' or '’' or 'ʼ' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060')
                return;
            var isMark = !rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (isMark)
            {
                // Vowel signs are part of the word.
                if (_length > 0)
                    _word = Mixing.Add(_word, (uint)rune.Value);
                return;
            }
            // "13:00", "1,5" and "1.5": one number each.
            if (_length > 0 && _isNumber && rune.Value is '.' or ',' or ':' or '\u066B' or '\u066C')
                return;
            EndWord();
            EndUnspaced();
            _isSentenceStart |= rune.Value is '.' or '!' or '?' or ':' or '…' or '"' or '“' or '«' or '„';
        }

        public void Finish()
        {
            EndWord();
            EndUnspaced();
        }

        private void TakeLetter(Rune rune)
        {
            EndUnspaced();
            var isDigit = Rune.IsDigit(rune);
            if (_length == 0)
                _isCapital = !_isSentenceStart && Rune.IsUpper(rune);
            _isNumber &= isDigit;
            _hasDigit |= isDigit;
            _word = Mixing.Add(_word, (uint)(isDigit ? Letters.FoldDigit(rune) : Fold(rune)));
            if (++_length <= StemLength)
                _stem = _word;
        }

        private static int Fold(Rune rune) => !rune.IsBmp ? Rune.ToLowerInvariant(rune).Value : Letters.Fold((char)rune.Value) switch
        {
            'й' => 'и',
            'ё' => 'е',
            'ї' => 'і',
            var letter => letter,
        };

        private void TakeUnspaced(Rune rune)
        {
            EndWord();
            if (_unspacedRun++ > 0)
                AddUnspaced(Mixing.Add(Mixing.Add(Mixing.Seed, (uint)_unspaced), (uint)rune.Value), 2);
            _unspaced = rune.Value;
        }

        private void EndUnspaced()
        {
            if (_unspacedRun == 1)
                AddUnspaced(Mixing.Add(Mixing.Seed, (uint)_unspaced), 1);
            if (_unspacedRun > 0)
                _isSentenceStart = false;
            _unspacedRun = 0;
        }

        private readonly void AddUnspaced(ulong hash, byte length)
        {
            var word = Mixing.Finish(hash);
            tokens.Add(new Token(word, word, TokenTraits.Unspaced, length));
        }

        private void EndWord()
        {
            if (_length == 0)
                return;
            var traits = (_hasDigit ? TokenTraits.Number : 0) | (_isCapital ? TokenTraits.Capital : 0);
            tokens.Add(new Token(Mixing.Finish(_word), Mixing.Finish(_isNumber ? _word : _stem), traits, (byte)Math.Min(_length, 255)));
            _word = Mixing.Seed;
            _length = 0;
            _isNumber = true;
            _hasDigit = false;
            _isSentenceStart = false;
        }
    }
}
