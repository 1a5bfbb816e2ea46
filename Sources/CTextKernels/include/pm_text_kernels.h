/// Sorts 64 bytes of text into classes at once: the part of dividing text into words that plain Swift is slow at, since
/// it has no way from a vector of comparisons to a mask of bits (`_mm_movemask_epi8`).
///
/// Header-only, so that the calls are inlined into Swift.
#pragma once
#include <stdint.h>
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

/// Whether `PAGEMATCH_KERNELS=scalar` asks for the slow ways.
int pm_text_kernels_are_scalar(void);
