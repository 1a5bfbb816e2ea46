#include "band.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

// The rows of a band in a column, as bits of a word.
enum { ROWS = 64, BOTTOM = ROWS - 1 };

static int is_within(const pm_band *band, int32_t least, int32_t column) {
    return least <= band->most + (int64_t)column * band->permille / 1000;
}

// MARK: Cell by cell

// Every cell by the recurrence; below the band lies what the bits take to be there: one more than the band's last row, or
// the same where that row has increased.
pm_band_end pm_band_scalar(const pm_band *band, pm_band_column *columns) {
    int32_t before[ROWS + 1], now[ROWS + 1];
    for (int bit = 0; bit <= ROWS; bit++) {
        const int32_t row = band->first - ROWS + bit;
        before[bit] = row < 0 ? 0 : row + 1;
    }
    pm_band_end end = {-1, 0};
    for (int32_t column = band->first; column < band->columns; column++) {
        // `before` holds rows column − 64 … column of the column before, `now` rows column − 63 … column + 1.
        pm_band_column kept = {0, 0};
        int32_t least = INT32_MAX, above = 0;
        for (int bit = 0; bit < ROWS; bit++) {
            const int32_t row = column - BOTTOM + bit;
            const int is_equal = row < 0 || (row < band->rows && band->query[row] == band->target[column - band->first]);
            int32_t value = before[bit] + !is_equal;
            if (before[bit + 1] + 1 < value) value = before[bit + 1] + 1;
            if (bit > 0 && now[bit - 1] + 1 < value) value = now[bit - 1] + 1;
            now[bit] = value;
            kept.diagonal |= (uint64_t)(value == before[bit]) << bit;
            kept.increase |= (uint64_t)(value == before[bit + 1] + 1) << bit;
            if (row == band->rows - 1 && (end.distance < 0 || value < end.distance)) {
                end = (pm_band_end){value, column + 1};
            }
            // What bounds all rows from below: the last one's value less every step down to it.
            above += bit > 0 && now[bit] > now[bit - 1];
        }
        now[ROWS] = now[BOTTOM] + (now[BOTTOM] != before[ROWS] + 1);
        above += now[ROWS] > now[BOTTOM];
        least = now[BOTTOM] - above;
        columns[column] = kept;
        memcpy(before, now, sizeof before);
        if (column % ROWS == BOTTOM && !is_within(band, least, column)) return (pm_band_end){-1, 0};
    }
    return end;
}

// MARK: By bits

static inline __attribute__((always_inline)) uint64_t equal_portable(const uint8_t *letters, uint8_t letter) {
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)letter);
    uint64_t equal = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i some = _mm_loadu_si128((const __m128i *)(letters + 16 * part));
        equal |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(some, wanted)) << (16 * part);
    }
    return equal;
#else
    uint64_t equal = 0;
    for (int bit = 0; bit < ROWS; bit++) equal |= (uint64_t)(letters[bit] == letter) << bit;
    return equal;
#endif
}

#if defined(__x86_64__)
static inline __attribute__((always_inline, target("avx2"))) uint64_t equal_avx2(
    const uint8_t *letters, uint8_t letter) {
    const __m256i wanted = _mm256_set1_epi8((char)letter);
    const __m256i low = _mm256_loadu_si256((const __m256i *)letters);
    const __m256i high = _mm256_loadu_si256((const __m256i *)(letters + 32));
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted))
        | (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)) << 32;
}
#endif

// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing
// 10(1), 2003: vertical differences of a column as two words, shifted by a row from column to column. The letters of the
// band are compared as they lie, so that no table of the query's letters is made.
#define BAND_BODY(EQUAL)                                                                                               \
    uint64_t increases = 0, decreases = 0;                                                                             \
    for (int bit = 0; bit < ROWS; bit++) increases |= (uint64_t)(band->first - BOTTOM + bit >= 0) << bit;              \
    int32_t bottom = band->first;                                                                                      \
    pm_band_end end = {-1, 0};                                                                                         \
    for (int32_t column = band->first; column < band->columns; column++) {                                             \
        uint64_t equal = EQUAL(band->query + column - BOTTOM, band->target[column - band->first]);                     \
        /* Before the query's first letter all letters of the book are free. */                                        \
        if (column < BOTTOM) equal |= ((uint64_t)1 << (BOTTOM - column)) - 1;                                          \
        const int32_t behind = column - band->rows + 1;                                                                \
        if (behind > 0) equal &= ~(uint64_t)0 >> behind;                                                               \
        const uint64_t diagonal = (((equal & increases) + increases) ^ increases) | equal | decreases;                 \
        const uint64_t right = decreases | ~(diagonal | increases), left = diagonal & increases;                       \
        bottom += !(diagonal >> BOTTOM);                                                                               \
        increases = left | ~(diagonal >> 1 | right);                                                                   \
        decreases = diagonal >> 1 & right;                                                                             \
        columns[column] = (pm_band_column){diagonal, right};                                                           \
        if (behind >= 0) {                                                                                             \
            const uint64_t below = behind == 0 ? 0 : (~(uint64_t)0 >> (ROWS - behind)) << (BOTTOM - behind);           \
            const int32_t value =                                                                                      \
                bottom - __builtin_popcountll(increases & below) + __builtin_popcountll(decreases & below);            \
            if (end.distance < 0 || value < end.distance) end = (pm_band_end){value, column + 1};                      \
        }                                                                                                              \
        if (column % ROWS == BOTTOM && !is_within(band, bottom - __builtin_popcountll(increases), column)) {           \
            return (pm_band_end){-1, 0};                                                                               \
        }                                                                                                              \
    }                                                                                                                  \
    return end;

pm_band_end pm_band_bits(const pm_band *band, pm_band_column *columns) { BAND_BODY(equal_portable) }

#if defined(__x86_64__)
__attribute__((target("avx2,popcnt"))) pm_band_end pm_band_avx2(const pm_band *band, pm_band_column *columns) {
    BAND_BODY(equal_avx2)
}
#endif

// MARK: Blocks

int32_t pm_band_blocks(const pm_band *band, pm_band_end end, const pm_band_column *columns, pm_block *blocks) {
    int32_t row = band->rows - 1, column = end.column - 1, count = 0;
    while (row >= 0 && column >= band->first) {
        const int bit = row - column + BOTTOM;
        // Equal letters are paired by some best alignment; different ones where the step costs one. A pair stays on its
        // diagonal, and so at its bit.
        const int32_t last = row;
        while (row >= 0 && column >= band->first
            && (band->query[row] == band->target[column - band->first] || !(columns[column].diagonal >> bit & 1))) {
            row--;
            column--;
        }
        if (last > row) blocks[count++] = (pm_block){row + 1, column + 1, last - row};
        if (row < 0 || column < band->first) break;
        const int increase = columns[column].increase >> bit & 1;
        if (increase && bit < BOTTOM) {
            column--;
        } else if (!increase && bit > 0) {
            row--;
        } else {
            // The band's edge leaves no other way than a pair.
            if (last > row) {
                blocks[count - 1].query--, blocks[count - 1].target--, blocks[count - 1].count++;
            } else {
                blocks[count++] = (pm_block){row, column, 1};
            }
            row--;
            column--;
        }
    }
    return count;
}
