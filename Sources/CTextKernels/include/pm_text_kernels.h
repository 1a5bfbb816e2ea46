/// Sorts 64 bytes of text into classes at once: the part of dividing text into words that plain Swift is slow at, since
/// it has no way from a vector of comparisons to a mask of bits (`_mm_movemask_epi8`).
///
/// Header-only, so that the calls are inlined into Swift.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Which of 64 bytes are what; bit i speaks of byte i.
typedef struct pm_text_masks {
    /// A-Z, a-z.
    uint64_t letters;
    /// 0-9.
    uint64_t digits;
    /// Full stop and apostrophe: they join letters, and digits.
    uint64_t stops;
    /// Comma and semicolon: they join digits.
    uint64_t commas;
    /// The colon, which joins letters in some versions of ICU.
    uint64_t colons;
    /// The underscore, which joins whatever it stands beside.
    uint64_t underscores;
    /// Bytes of characters that are not ASCII; and the at sign, which some versions of ICU take for a letter.
    uint64_t high;
    /// Left to the caller; 0.
    uint64_t joined;
} pm_text_masks;

/// The classes of the 64 bytes from `bytes` on; no alignment is required. The slow, obvious way.
static inline pm_text_masks pm_text_masks_scalar(const uint8_t *bytes) {
    pm_text_masks masks = {0, 0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        uint64_t bit = (uint64_t)1 << i;
        uint8_t byte = bytes[i], lower = byte | 0x20;
        if (lower >= 'a' && lower <= 'z') masks.letters |= bit;
        else if (byte >= '0' && byte <= '9') masks.digits |= bit;
        else if (byte == '.' || byte == '\'') masks.stops |= bit;
        else if (byte == ',' || byte == ';') masks.commas |= bit;
        else if (byte == ':') masks.colons |= bit;
        else if (byte == '_') masks.underscores |= bit;
        else if (byte >= 0x80 || byte == '@') masks.high |= bit;
    }
    return masks;
}

#if defined(__SSE2__)
/// As `pm_text_masks_scalar`, 16 bytes at a time; SSE2 is part of every x86-64.
static inline pm_text_masks pm_text_masks_sse2(const uint8_t *bytes) {
    pm_text_masks masks = {0, 0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + 16 * i));
        const int shift = 16 * i;
        // x - first <= last - first, unsigned: the minimum of both is the difference itself.
        const __m128i letter = _mm_sub_epi8(_mm_or_si128(chunk, _mm_set1_epi8(0x20)), _mm_set1_epi8('a'));
        const __m128i digit = _mm_sub_epi8(chunk, _mm_set1_epi8('0'));
        const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, _mm_set1_epi8(25)), letter);
        const __m128i is_digit = _mm_cmpeq_epi8(_mm_min_epu8(digit, _mm_set1_epi8(9)), digit);
        const __m128i is_stop =
            _mm_or_si128(_mm_cmpeq_epi8(chunk, _mm_set1_epi8('.')), _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\'')));
        const __m128i is_comma =
            _mm_or_si128(_mm_cmpeq_epi8(chunk, _mm_set1_epi8(',')), _mm_cmpeq_epi8(chunk, _mm_set1_epi8(';')));
        const __m128i is_colon = _mm_cmpeq_epi8(chunk, _mm_set1_epi8(':'));
        const __m128i is_underscore = _mm_cmpeq_epi8(chunk, _mm_set1_epi8('_'));
        const __m128i is_high = _mm_or_si128(chunk, _mm_cmpeq_epi8(chunk, _mm_set1_epi8('@')));
        masks.letters |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_letter) << shift;
        masks.digits |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_digit) << shift;
        masks.stops |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_stop) << shift;
        masks.commas |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_comma) << shift;
        masks.colons |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_colon) << shift;
        masks.underscores |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_underscore) << shift;
        masks.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(is_high) << shift;
    }
    return masks;
}
#else
#define pm_text_masks_sse2 pm_text_masks_scalar
#endif

/// Which of 64 bytes of a page are what; bit i speaks of byte i.
typedef struct pm_page_masks {
    /// White space and control characters.
    uint64_t spaces;
    /// a-z.
    uint64_t small;
    /// A-Z.
    uint64_t capitals;
    /// 0-9.
    uint64_t digits;
    /// Bytes of characters that are not ASCII, and of these all but the first.
    uint64_t high, continuing;
    /// Bars and other signs that words don't have.
    uint64_t strange;
    /// What a mark of a note may begin with, digits aside.
    uint64_t signs;
    /// Bytes that are the one before; the first one of all is not.
    uint64_t repeated;
} pm_page_masks;

/// Whether a sign of ASCII is one that words don't have.
static inline int pm_is_strange(uint8_t byte) {
    switch (byte) {
    case '|': case '~': case '\\': case '^': case '=': case '<': case '>': case '{': case '}': case '#': case '@':
    case '`':
        return 1;
    default:
        return 0;
    }
}

/// The classes of the 64 bytes from `bytes` on. The slow, obvious way.
static inline pm_page_masks pm_page_masks_scalar(const uint8_t *bytes) {
    pm_page_masks masks = {0, 0, 0, 0, 0, 0, 0, 0, 0};
    for (int i = 0; i < 64; i++) {
        const uint64_t bit = (uint64_t)1 << i;
        const uint8_t byte = bytes[i];
        if (byte <= ' ') masks.spaces |= bit;
        if (byte >= 'a' && byte <= 'z') masks.small |= bit;
        if (byte >= 'A' && byte <= 'Z') masks.capitals |= bit;
        if (byte >= '0' && byte <= '9') masks.digits |= bit;
        if (byte >= 0x80) masks.high |= bit;
        if ((byte & 0xC0) == 0x80) masks.continuing |= bit;
        if (pm_is_strange(byte)) masks.strange |= bit;
        if (byte == '*' || byte == ']' || byte == 0xC2 || byte >= 0xE2) masks.signs |= bit;
        if (i > 0 && byte == bytes[i - 1]) masks.repeated |= bit;
    }
    return masks;
}

#if defined(__SSE2__)
/// As `pm_page_masks_scalar`, 16 bytes at a time.
static inline pm_page_masks pm_page_masks_sse2(const uint8_t *bytes) {
    pm_page_masks masks = {0, 0, 0, 0, 0, 0, 0, 0, 0};
#define PM_IN(first, last) \
    _mm_cmpeq_epi8(_mm_min_epu8(_mm_sub_epi8(chunk, _mm_set1_epi8((char)(first))), _mm_set1_epi8((last) - (first))), \
        _mm_sub_epi8(chunk, _mm_set1_epi8((char)(first))))
#define PM_IS(byte) _mm_cmpeq_epi8(chunk, _mm_set1_epi8((char)(byte)))
#define PM_ADD(mask, vector) masks.mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(vector) << shift
    for (int i = 0; i < 4; i++) {
        const int shift = 16 * i;
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(bytes + shift));
        const __m128i before =
            i == 0 ? _mm_slli_si128(chunk, 1) : _mm_loadu_si128((const __m128i *)(bytes + shift - 1));
        PM_ADD(spaces, PM_IN(0, ' '));
        PM_ADD(small, PM_IN('a', 'z'));
        PM_ADD(capitals, PM_IN('A', 'Z'));
        PM_ADD(digits, PM_IN('0', '9'));
        PM_ADD(high, chunk);
        PM_ADD(continuing, PM_IN(0x80, 0xBF));
        // The signs of words alone: < = > lie side by side, { | } ~ too, and so do # and @ with nothing else.
        PM_ADD(strange, _mm_or_si128(
            _mm_or_si128(_mm_or_si128(PM_IN('<', '>'), PM_IN('{', '~')), _mm_or_si128(PM_IS('#'), PM_IS('@'))),
            _mm_or_si128(_mm_or_si128(PM_IS('\\'), PM_IS('^')), PM_IS('`'))));
        PM_ADD(signs, _mm_or_si128(
            _mm_or_si128(PM_IS('*'), PM_IS(']')), _mm_or_si128(PM_IS(0xC2), PM_IN(0xE2, 0xFF))));
        PM_ADD(repeated, _mm_cmpeq_epi8(chunk, before));
    }
    masks.repeated &= ~(uint64_t)1;
#undef PM_IN
#undef PM_IS
#undef PM_ADD
    return masks;
}
#else
#define pm_page_masks_sse2 pm_page_masks_scalar
#endif

/// How many of `count` bytes stand before the first line feed.
static inline size_t pm_line_length(const uint8_t *bytes, size_t count) {
    const uint8_t *end = count ? (const uint8_t *)memchr(bytes, '\n', count) : NULL;
    return end ? (size_t)(end - bytes) : count;
}

/// Whether `PAGEMATCH_KERNELS=scalar` asks for the slow ways.
int pm_text_kernels_are_scalar(void);
