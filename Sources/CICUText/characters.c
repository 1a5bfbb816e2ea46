#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "pm_icu.h"

/// How many segments the iterator divides a few units of UTF-16 into; 0 on failure.
static int segments(UBreakIterator *words, const UChar *text, int32_t length) {
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(words, text, length, &error);
    if (U_FAILURE(error)) return 0;
    int count = 0;
    while (ubrk_next(words) != UBRK_DONE) count++;
    return count;
}

/// Whether the iterator keeps a character and those around it in one segment; `before` and `after` are 0 for none.
static int joins(UBreakIterator *words, UChar before, UChar c, UChar after) {
    UChar text[3];
    int32_t length = 0;
    if (before != 0) text[length++] = before;
    text[length++] = c;
    if (after != 0) text[length++] = after;
    return segments(words, text, length) == 1;
}

static uint8_t kind_of(UBreakIterator *words, UChar c) {
    const int between_letters = joins(words, 'a', c, 'a'), between_digits = joins(words, '1', c, '1');
    const int behind = joins(words, 'a', c, 0) && joins(words, '1', c, 0);
    const int before = joins(words, 0, c, 'a') && joins(words, 0, c, '1');
    // What acts as a letter without being one, as the at sign in ICU, lets a stop join it.
    if (joins(words, c, '.', 'a')) return PM_CHARACTER_SLOW;
    if (behind && between_letters && between_digits) return before ? PM_CHARACTER_CONNECTOR : PM_CHARACTER_FORMAT;
    if (joins(words, 'a', c, 0) || joins(words, '1', c, 0) || joins(words, 0, c, 'a') || joins(words, 0, c, '1'))
        return PM_CHARACTER_SLOW;
    if (between_letters && between_digits) return PM_CHARACTER_STOP;
    if (between_letters) return PM_CHARACTER_LETTER_STOP;
    if (between_digits) return PM_CHARACTER_DIGIT_STOP;
    return PM_CHARACTER_OTHER;
}

/// What a character does that is neither letter nor digit.
static uint8_t kind_of_mark(UBreakIterator *words, UChar c) {
    if (U16_IS_SURROGATE(c) || u_charType(c) == U_UNASSIGNED) return PM_CHARACTER_SLOW;
    // Marks, and what joins pictures, act on more than their neighbours.
    switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
        case U_WB_EXTEND:
        case U_WB_ZWJ:
        case U_WB_ALETTER:
        case U_WB_HEBREW_LETTER: return PM_CHARACTER_SLOW;
        default: return kind_of(words, c);
    }
}

/// Takes what the letters of a text, one a word, fold to; `places` are their offsets in it.
static int32_t take_letters(pm_tokenizer *tokenizer, const uint8_t *text, int32_t length, const uint32_t *places,
                            const uint16_t *numbers, int32_t count, pm_character *characters) {
    pm_word words[64];
    static const int64_t capacity = 2 * PM_WORD_LETTERS_MAX;
    uint32_t letters[2 * PM_WORD_LETTERS_MAX];
    int32_t failure = pm_tokenizer_set_text(tokenizer, text, length);
    if (failure != 0) return failure;
    int32_t next = 0;
    for (;;) {
        int64_t letter_count = 0, first = 0;
        const int64_t found = pm_tokenizer_next(tokenizer, words, 64, letters, capacity, &letter_count);
        if (found < 0) return (int32_t)-found;
        if (found == 0) return 0;
        for (int64_t i = 0; i < found; first += words[i++].letters) {
            while (next < count && places[next] < words[i].start) next++;
            if (next == count || places[next] != words[i].start) continue;
            if (words[i].letters < 1 || words[i].letters > PM_CHARACTER_LETTERS_MAX) continue;
            pm_character *character = &characters[numbers[next]];
            const uint8_t first_byte = text[words[i].start];
            character->kind = first_byte >= '0' && first_byte <= '9' ? PM_CHARACTER_DIGIT : PM_CHARACTER_LETTER;
            character->count = (uint8_t)words[i].letters;
            for (uint32_t letter = 0; letter < words[i].letters; letter++) {
                const uint32_t code = letters[first + letter];
                if (code > 0xFFFF) character->kind = PM_CHARACTER_SLOW;
                character->letters[letter] = code;
            }
        }
    }
}

int32_t pm_characters(pm_tokenizer *tokenizer, uint16_t first, uint16_t count, pm_character *characters) {
    if (count > PM_CHARACTERS_MAX) return U_ILLEGAL_ARGUMENT_ERROR;
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    if (U_FAILURE(error)) return error;
    // All letters as one text, a space behind each: one by one they would take some milliseconds.
    uint8_t text[4 * PM_CHARACTERS_MAX];
    uint32_t places[PM_CHARACTERS_MAX];
    uint16_t numbers[PM_CHARACTERS_MAX];
    int32_t length = 0, letters = 0;
    for (uint16_t i = 0; i < count; i++) {
        const UChar c = (UChar)(first + i);
        characters[i] = (pm_character){PM_CHARACTER_SLOW, 0, {0, 0, 0}};
        if (!u_isalnum(c)) {
            characters[i].kind = kind_of_mark(words, c);
        } else if (u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_ALETTER || (c >= '0' && c <= '9')) {
            places[letters] = (uint32_t)length;
            numbers[letters++] = i;
            U8_APPEND_UNSAFE(text, length, c);
            text[length++] = ' ';
        }
    }
    ubrk_close(words);
    return take_letters(tokenizer, text, length, places, numbers, letters, characters);
}
