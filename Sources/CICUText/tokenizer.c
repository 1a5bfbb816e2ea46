#include "pm_icu.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

struct pm_tokenizer {
    UBreakIterator *words;
    const UNormalizer2 *case_fold;
    UChar *text;
    int32_t capacity, length;
    /// Where the next word is sought, in UTF-16 and the same place in UTF-8.
    int32_t position;
    uint32_t offset;
};

pm_tokenizer *pm_tokenizer_open(int32_t *status) {
    UErrorCode error = U_ZERO_ERROR;
    pm_tokenizer *tokenizer = calloc(1, sizeof *tokenizer);
    if (tokenizer == NULL) {
        *status = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    // The root locale on purpose: word counts must not depend on what language a file claims to be in.
    tokenizer->words = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    tokenizer->case_fold = unorm2_getNFKCCasefoldInstance(&error);
    *status = error;
    if (U_FAILURE(error)) {
        pm_tokenizer_close(tokenizer);
        return NULL;
    }
    return tokenizer;
}

void pm_tokenizer_close(pm_tokenizer *tokenizer) {
    if (tokenizer == NULL) return;
    if (tokenizer->words != NULL) ubrk_close(tokenizer->words);
    free(tokenizer->text);
    free(tokenizer);
}

/// UTF-16 of the bytes, in a buffer that grows; 0 or an ICU error.
static int32_t convert(UChar **text, int32_t *capacity, int32_t *length, const uint8_t *utf8, int64_t bytes) {
    if (bytes > (1 << 30)) return U_BUFFER_OVERFLOW_ERROR;
    // A UTF-8 sequence never has fewer bytes than UTF-16 units, ill-formed ones included.
    if (bytes + 1 > *capacity) {
        UChar *larger = realloc(*text, (size_t)(bytes + 1) * sizeof(UChar));
        if (larger == NULL) return U_MEMORY_ALLOCATION_ERROR;
        *text = larger;
        *capacity = (int32_t)(bytes + 1);
    }
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8WithSub(*text, *capacity, length, (const char *)utf8, (int32_t)bytes, 0xFFFD, NULL, &error);
    return U_FAILURE(error) ? error : 0;
}

int32_t pm_tokenizer_set_text(pm_tokenizer *tokenizer, const uint8_t *utf8, int64_t length) {
    int32_t failure = convert(&tokenizer->text, &tokenizer->capacity, &tokenizer->length, utf8, length);
    if (failure != 0) return failure;
    UErrorCode error = U_ZERO_ERROR;
    ubrk_setText(tokenizer->words, tokenizer->text, tokenizer->length, &error);
    tokenizer->position = ubrk_first(tokenizer->words);
    tokenizer->offset = 0;
    return U_FAILURE(error) ? error : 0;
}

/// UTF-8 bytes of text[from..<to].
static uint32_t utf8_length(const UChar *text, int32_t from, int32_t to) {
    uint32_t bytes = 0;
    while (from < to) {
        UChar32 c;
        U16_NEXT(text, from, to, c);
        bytes += (uint32_t)U8_LENGTH(c);
    }
    return bytes;
}

static int holds_letter_or_digit(const UChar *text, int32_t from, int32_t to) {
    while (from < to) {
        UChar32 c;
        U16_NEXT(text, from, to, c);
        if (u_isalnum(c)) return 1;
    }
    return 0;
}

/// Ideographs, kana and Hangul: three bytes each, and their own only letter, whatever stands beside them but a mark.
static int is_own_letter(UChar c) {
    return ((c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30FA) ||
            (c >= 0xAC00 && c <= 0xD7A3)) &&
           u_isalnum(c);
}

/// The letters of a segment of nothing else than such letters; their number, 0 for any other segment.
static int32_t own_letters(const UChar *text, int32_t from, int32_t to, uint32_t *letters) {
    if (to - from > PM_WORD_LETTERS_MAX) return 0;
    int32_t count = 0;
    for (; from + count < to; count++) {
        if (!is_own_letter(text[from + count])) return 0;
        letters[count] = text[from + count];
    }
    return count;
}

/// Marks that are part of the spelling (Thai and Indic vowels) stay; accents and points that print and
/// recognisers leave out at will go.
static int is_spelling_mark(UChar32 c) {
    uint32_t mask = U_GET_GC_MASK(c);
    if ((mask & (U_GC_MN_MASK | U_GC_MC_MASK)) == 0) return 0;
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
        case USCRIPT_INHERITED:
        case USCRIPT_COMMON:
        case USCRIPT_HEBREW:
        case USCRIPT_ARABIC:
        case USCRIPT_SYRIAC:
        case USCRIPT_CYRILLIC:
            return 0;
        default:
            return 1;
    }
}

/// Kana and Hangul keep their marks and syllables: their decompositions are no base letters.
static int stays_composed(UChar32 c) {
    return (c >= 0x3040 && c <= 0x30FF) || (c >= 0xAC00 && c <= 0xD7A3);
}

/// Letters with a stroke, without their dot, or joined of two: no decomposition of Unicode's takes them apart, print and
/// recognisers do (Unicode CLDR, transform Latin-ASCII).
static int32_t append_taken_apart(UChar32 c, uint32_t *letters, int32_t count, int32_t capacity) {
    const char *parts;
    switch (c) {
        case 0xE6: parts = "ae"; break;
        case 0x153: parts = "oe"; break;
        case 0xF8: parts = "o"; break;
        case 0x111: parts = "d"; break;
        case 0x127: parts = "h"; break;
        case 0x131: parts = "i"; break;
        case 0x142: parts = "l"; break;
        case 0x167: parts = "t"; break;
        default:
            if (count < capacity) letters[count++] = (uint32_t)c;
            return count;
    }
    for (; *parts != 0 && count < capacity; parts++) letters[count++] = (uint8_t)*parts;
    return count;
}

static int32_t append_base_letters(const UNormalizer2 *normalizer, UChar32 c, uint32_t *letters, int32_t count,
                                   int32_t capacity) {
    UChar decomposed[32];
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = stays_composed(c) ? -1 : unorm2_getDecomposition(normalizer, c, decomposed, 32, &error);
    if (length < 0 || U_FAILURE(error)) {
        if (u_isalnum(c) || is_spelling_mark(c)) count = append_taken_apart(c, letters, count, capacity);
        return count;
    }
    for (int32_t i = 0; i < length;) {
        UChar32 part;
        U16_NEXT(decomposed, i, length, part);
        if (u_isalnum(part) || is_spelling_mark(part)) count = append_taken_apart(part, letters, count, capacity);
    }
    return count;
}

/// The base letters of what is folded already; how many.
static int32_t base_letters(const UChar *folded, int32_t length, uint32_t *letters) {
    UErrorCode ignored = U_ZERO_ERROR;
    const UNormalizer2 *canonical = unorm2_getNFDInstance(&ignored);
    int32_t count = 0;
    for (int32_t i = 0; i < length;) {
        UChar32 c;
        U16_NEXT(folded, i, length, c);
        count = append_base_letters(canonical, c, letters, count, PM_WORD_LETTERS_MAX);
    }
    return count;
}

/// The letters of the word text[from..<to]; how many, or a negative ICU error.
///
/// What lies behind PM_WORD_LETTERS_MAX units of UTF-16 is cut off.
static int32_t fold(const pm_tokenizer *tokenizer, int32_t from, int32_t to, uint32_t *letters) {
    const UChar *word = tokenizer->text + from;
    int32_t units = to - from;
    if (units > PM_WORD_LETTERS_MAX) units = PM_WORD_LETTERS_MAX;
    int32_t count = 0, i = 0;
    for (; i < units && word[i] < 0x80; i++) {
        UChar c = word[i];
        if (c >= 'A' && c <= 'Z') letters[count++] = (uint32_t)(c | 0x20);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters[count++] = c;
    }
    if (i == units) return count;

    // Most words of scripts without case are folded as they stand.
    UErrorCode error = U_ZERO_ERROR;
    if (unorm2_spanQuickCheckYes(tokenizer->case_fold, word, units, &error) == units && U_SUCCESS(error))
        return base_letters(word, units, letters);
    error = U_ZERO_ERROR;
    UChar small[256];
    UChar *folded = small;
    int32_t capacity = 256;
    int32_t length = unorm2_normalize(tokenizer->case_fold, word, units, folded, capacity, &error);
    if (error == U_BUFFER_OVERFLOW_ERROR) {
        error = U_ZERO_ERROR;
        capacity = length + 1;
        folded = malloc((size_t)capacity * sizeof(UChar));
        if (folded == NULL) return -U_MEMORY_ALLOCATION_ERROR;
        length = unorm2_normalize(tokenizer->case_fold, word, units, folded, capacity, &error);
    }
    count = U_SUCCESS(error) ? base_letters(folded, length, letters) : -error;
    if (folded != small) free(folded);
    return count;
}

int64_t pm_tokenizer_next(pm_tokenizer *tokenizer, pm_word *words, int64_t word_capacity, uint32_t *letters,
                          int64_t letter_capacity, int64_t *letter_count) {
    int64_t word_count = 0, used = 0;
    int32_t start = tokenizer->position;
    while (word_count < word_capacity && letter_capacity - used >= PM_WORD_LETTERS_MAX) {
        int32_t end = ubrk_next(tokenizer->words);
        if (end == UBRK_DONE) break;
        const int32_t plain = own_letters(tokenizer->text, start, end, letters + used);
        if (plain > 0) {
            const uint32_t word_end = tokenizer->offset + 3 * (uint32_t)plain;
            words[word_count++] = (pm_word){tokenizer->offset, word_end, (uint32_t)plain};
            used += plain;
            tokenizer->offset = word_end;
            start = end;
            continue;
        }
        const uint32_t bytes = utf8_length(tokenizer->text, start, end);
        if (holds_letter_or_digit(tokenizer->text, start, end)) {
            int32_t count = fold(tokenizer, start, end, letters + used);
            if (count < 0) return count;
            words[word_count++] = (pm_word){tokenizer->offset, tokenizer->offset + bytes, (uint32_t)count};
            used += count;
        }
        tokenizer->offset += bytes;
        start = end;
    }
    tokenizer->position = start;
    *letter_count = used;
    return word_count;
}
