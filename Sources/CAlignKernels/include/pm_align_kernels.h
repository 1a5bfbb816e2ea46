/// The inner loops of alignment that plain Swift is slow at, and the choice between their forms.
///
/// Swift compiles for the least processor of its kind, has no way from a vector of comparisons to a mask of bits, and none
/// to compile one function for a better processor. So these loops are C, behind one table: a form for processors with AVX2,
/// one for every processor, and a scalar twin of each, obvious and slow, which the tests hold beside them.
/// What each is worth stands in `Benchmarks/README.md`.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// A letter of a page beside one of the book.
typedef struct pm_pair {
    int32_t query, target;
} pm_pair;

// MARK: Affine gaps

/// What aligning letters with affine gaps costs (`GapAligner` says what is computed).
typedef struct pm_gap_costs {
    int16_t equal, confused, different, open, extend;
} pm_gap_costs;

/// A stretch of a page and one of a book that are laid beside each other.
typedef struct pm_gap {
    const uint8_t *query, *target;
    int32_t rows, columns;
    /// For each letter the groups of those that look like it, as bits; null where none do.
    const uint32_t *groups;
    pm_gap_costs costs;
    /// Negative for an alignment from corner to corner; else it ends where the score is highest, of equal scores on the
    /// first anti-diagonal and there in the first row, and is given up when two anti-diagonals in a row lie more than this
    /// below it.
    int32_t drop;
} pm_gap;

/// Where an alignment ends, and how many of its letters are paired.
typedef struct pm_gap_end {
    int32_t score, rows, columns, pairs;
} pm_gap_end;

/// Rows and columns together that a gap may have: the scores are 16 bits wide.
#define PM_GAP_LONGEST 4096

/// Bytes of working memory for a gap.
size_t pm_gap_memory(int32_t rows, int32_t columns);

// MARK: Banded edit distance

/// How far a band reaches on either side of its diagonal.
#define PM_BAND_REACH 32
/// What must be readable before a query, and behind it.
#define PM_BAND_PADDING 64

/// All of a query beside the stretch of a book around a diagonal, to be aligned by edits, the stretch's ends free.
///
/// Column `j` is a letter of the book, row `i` one of the query; the band holds rows `j − 63 … j`, so that its diagonal is
/// that of row `i` in column `i + PM_BAND_REACH`. Columns before `first` do not exist: the book begins there.
typedef struct pm_band {
    /// `rows` letters, with `PM_BAND_PADDING` readable bytes before them and behind them.
    const uint8_t *query;
    /// The letter of column `first`.
    const uint8_t *target;
    int32_t rows, first, columns;
    /// Given up where no alignment in the band has `most + column · permille / 1000` edits or fewer.
    int32_t most, permille;
} pm_band;

/// What a banded alignment found.
typedef struct pm_band_end {
    /// Edits; −1 where the alignment was given up, or the book ends before the band reaches the last row.
    int32_t distance;
    /// The column behind the last one.
    int32_t column;
} pm_band_end;

/// What is kept of a column: bit b speaks of row `column − 63 + b`.
typedef struct pm_band_column {
    /// Whether a cell has the value of the one before it on its diagonal.
    uint64_t diagonal;
    /// Whether it has one more than the cell of the column before.
    uint64_t increase;
} pm_band_column;

/// The pairs of letters, equal or different, of a band that was aligned, ascending; there is room for `rows` of them.
int32_t pm_band_pairs(const pm_band *band, pm_band_end end, const pm_band_column *columns, pm_pair *pairs);

// MARK: The table

/// One form of each kernel.
typedef struct pm_align_kernels {
    const char *name;
    /// Aligns a gap; its pairs, ascending, are written to `pairs`, which has room for the shorter side.
    pm_gap_end (*gap)(const pm_gap *gap, void *memory, pm_pair *pairs);
    /// Aligns a band; what is kept of its columns, from column 0 on, is written to `columns`.
    pm_band_end (*band)(const pm_band *band, pm_band_column *columns);
} pm_align_kernels;

/// The best form for this processor; the scalar one where `PAGEMATCH_KERNELS=scalar` asks for it.
const pm_align_kernels *pm_align_kernels_chosen(void);

/// The forms that this processor can run, the scalar one first; `index` from 0, null behind the last.
const pm_align_kernels *pm_align_kernels_at(int index);

// MARK: Inlined kernels

/// How many letters are equal from the first on, at most `limit`.
static inline size_t pm_equal_letters_scalar(const uint8_t *left, const uint8_t *right, size_t limit) {
    size_t count = 0;
    while (count < limit && left[count] == right[count]) count++;
    return count;
}

/// As `pm_equal_letters_scalar`, 16 at a time.
static inline size_t pm_equal_letters(const uint8_t *left, const uint8_t *right, size_t limit) {
    size_t count = 0;
#if defined(__SSE2__)
    while (count + 16 <= limit) {
        const __m128i equal = _mm_cmpeq_epi8(
            _mm_loadu_si128((const __m128i *)(left + count)), _mm_loadu_si128((const __m128i *)(right + count)));
        const uint32_t different = (uint32_t)_mm_movemask_epi8(equal) ^ 0xFFFF;
        if (different) return count + (size_t)__builtin_ctz(different);
        count += 16;
    }
#endif
    return count + pm_equal_letters_scalar(left + count, right + count, limit - count);
}
