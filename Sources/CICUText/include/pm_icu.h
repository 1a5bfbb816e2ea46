/// The ICU calls that Page Match uses, behind opaque types and plain C integers.
///
/// No ICU header is seen by Swift: Foundation brings its own and the two clash in the importer.
#pragma once
#include <stdint.h>

/// Divides text into words (UAX #29) and folds each into letters. Not for use by two threads at once.
typedef struct pm_tokenizer pm_tokenizer;

/// One word of the text that holds a letter or a digit.
typedef struct pm_word {
    /// UTF-8 offsets in the text, half-open.
    uint32_t start, end;
    /// How many letters it has after folding; the letters of consecutive words follow each other.
    uint32_t letters;
} pm_word;

/// The letters of one word are cut off here, so that a megabyte without a space stays bounded.
enum { PM_WORD_LETTERS_MAX = 4096 };

/// A tokenizer, or NULL with an ICU error in `*status`.
pm_tokenizer *pm_tokenizer_open(int32_t *status);

void pm_tokenizer_close(pm_tokenizer *tokenizer);

/// Begins at the first word of `length` bytes of UTF-8, which are copied; ill-formed sequences count as U+FFFD.
/// At most 1 GiB; 0 or an ICU error.
int32_t pm_tokenizer_set_text(pm_tokenizer *tokenizer, const uint8_t *utf8, int64_t length);

/// Writes the next words, in order, and their letters as code points.
///
/// `letter_capacity` is at least PM_WORD_LETTERS_MAX. Returns how many words were written: 0 at the end of the text,
/// a negative ICU error code on failure. `*letter_count` receives the number of letters.
int64_t pm_tokenizer_next(pm_tokenizer *tokenizer, pm_word *words, int64_t word_capacity, uint32_t *letters,
                          int64_t letter_capacity, int64_t *letter_count);

/// What a character does where words are divided (UAX #29), asked of the iterator itself.
enum {
    /// Nothing may be said of it without its neighbours' neighbours: leave it to the iterator.
    PM_CHARACTER_SLOW,
    /// It is in no word, and joins none.
    PM_CHARACTER_OTHER,
    PM_CHARACTER_LETTER,
    /// 0-9.
    PM_CHARACTER_DIGIT,
    /// It joins letters with letters and digits with digits, one of it between them.
    PM_CHARACTER_STOP,
    /// It joins letters with letters.
    PM_CHARACTER_LETTER_STOP,
    /// It joins digits with digits.
    PM_CHARACTER_DIGIT_STOP,
    /// It goes with whatever stands before or behind it: the underscore.
    PM_CHARACTER_CONNECTOR,
    /// It goes with what stands before it, and is not seen: the soft hyphen.
    PM_CHARACTER_FORMAT,
};

/// So many characters may be asked for at once.
enum { PM_CHARACTERS_MAX = 2048 };

/// No character that is left to the quick way has more letters after folding.
enum { PM_CHARACTER_LETTERS_MAX = 3 };

/// A character of the Basic Multilingual Plane: what it does, and the letters that it folds to.
typedef struct pm_character {
    /// One of PM_CHARACTER_….
    uint8_t kind;
    /// How many letters follow; 0 for what is neither letter nor digit.
    uint8_t count;
    uint32_t letters[PM_CHARACTER_LETTERS_MAX];
} pm_character;

/// Tells of the `count` characters from `first` on; 0 or an ICU error. The tokenizer's text is lost.
int32_t pm_characters(pm_tokenizer *tokenizer, uint16_t first, uint16_t count, pm_character *characters);

/// How many boundaries ICU's own word iterator finds in `length` bytes of UTF-8: what dividing text is measured against.
/// A negative ICU error code on failure.
int64_t pm_word_boundaries(const uint8_t *utf8, int64_t length);

/// Writes the UTF-8 offsets at which sentences of `utf8` begin (UAX #29, with the abbreviations of `language` not
/// taken for ends), ascending, the first 0 included. Returns how many there are in all, which may be more than
/// `capacity`; a negative ICU error code on failure.
int64_t pm_sentence_starts(const uint8_t *utf8, int64_t length, const char *language, uint32_t *starts,
                           int64_t capacity);

/// "72.1/15.0": the versions of ICU and of Unicode in use.
const char *pm_icu_version(void);

// Numbers in words: ICU's rule-based number format.

/// Spells numbers out in one language. Not for use by two threads at once.
typedef struct pm_spellout pm_spellout;

/// The rules of `language`, a locale's name, or NULL with an ICU error in `*status`. Takes some milliseconds.
pm_spellout *pm_spellout_open(const char *language, int32_t *status);

void pm_spellout_close(pm_spellout *spellout);

/// How many rule sets the language has: cardinal and ordinal numbers by gender and case, years.
int32_t pm_spellout_rule_sets(const pm_spellout *spellout);

/// Writes a rule set's name, such as "%spellout-ordinal". Returns its bytes, or a negative ICU error.
int32_t pm_spellout_name(const pm_spellout *spellout, int32_t rule_set, uint8_t *utf8, int32_t capacity);

/// Writes `number` in words. Returns their bytes, or a negative ICU error: also where they do not fit.
int32_t pm_spellout_format(pm_spellout *spellout, int32_t rule_set, int64_t number, uint8_t *utf8, int32_t capacity);
