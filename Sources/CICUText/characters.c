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

static pm_character character(UBreakIterator *words, pm_tokenizer *tokenizer, UChar c) {
    pm_character result = {PM_CHARACTER_SLOW, 0, {0, 0, 0}};
    if (U16_IS_SURROGATE(c) || u_charType(c) == U_UNASSIGNED) return result;
    if (!u_isalnum(c)) {
        // Marks and what joins pictures act on more than their neighbours.
        switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
            case U_WB_EXTEND:
            case U_WB_ZWJ:
            case U_WB_ALETTER:
            case U_WB_HEBREW_LETTER:
            case U_WB_DOUBLE_QUOTE:
                if (c != '"') return result;
        }
        result.kind = kind_of(words, c);
        return result;
    }
    const int is_letter = u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_ALETTER;
    const int is_digit = c >= '0' && c <= '9';
    if (!is_letter && !is_digit) return result;
    uint8_t utf8[3];
    int32_t bytes = 0;
    U8_APPEND_UNSAFE(utf8, bytes, c);
    pm_word word;
    uint32_t letters[PM_WORD_LETTERS_MAX];
    int64_t count = 0;
    if (pm_tokenizer_set_text(tokenizer, utf8, bytes) != 0) return result;
    if (pm_tokenizer_next(tokenizer, &word, 1, letters, PM_WORD_LETTERS_MAX, &count) != 1) return result;
    if (count < 1 || count > PM_CHARACTER_LETTERS_MAX) return result;
    result.kind = is_letter ? PM_CHARACTER_LETTER : PM_CHARACTER_DIGIT;
    result.count = (uint8_t)count;
    for (int64_t i = 0; i < count; i++) result.letters[i] = letters[i];
    return result;
}

int32_t pm_characters(pm_tokenizer *tokenizer, uint16_t first, uint16_t count, pm_character *characters) {
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    if (U_FAILURE(error)) return error;
    for (int32_t i = 0; i < count; i++) characters[i] = character(words, tokenizer, (UChar)(first + i));
    ubrk_close(words);
    return 0;
}
