/// The inner loops of alignment that plain Swift is slow at, and the choice between their forms.
///
/// Swift compiles for the least processor of its kind, has no way from a vector of comparisons to a mask of bits, and none
/// to compile one function for a better processor. So these loops are C, behind one table: a form for processors with AVX2,
/// one for every processor, and a scalar twin of each, obvious and slow, which the tests hold beside them.
/// What each is worth stands in `Benchmarks/Studies.md`.
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

/// Letters of a page beside as many of the book.
typedef struct pm_block {
    int32_t query, target, count;
} pm_block;

// MARK: Seeds

/// A book's seeds, as `LetterIndex` has them.
typedef struct pm_letter_index {
    /// For each of 2^`bits` buckets the index of its first posting, and at the end the number of postings.
    const uint32_t *starts;
    const uint32_t *postings;
    uint32_t posting_count;
    int32_t bits, seed_length;
    /// What a seed's letters, the first one highest, are multiplied by; the bucket is the highest bits.
    uint64_t multiplier;
} pm_letter_index;

/// Where a seed of a page stands in a book.
typedef struct pm_seed_list {
    /// The first of its postings, and how many there are; at least 1.
    uint32_t first, count;
    /// Of the seed's first letter in the page.
    uint32_t position;
} pm_seed_list;

/// The lists of the seeds that begin at the letters `from` to before `to` of a page, without empty ones and those of more
/// than `most` postings, which are counted as `common`; there is room for all. Behind `to` the last seed's letters must be
/// readable.
///
/// A list is read from memory that is far away. So that no read waits for another, nothing here depends on what was read
/// but what is stored.
int32_t pm_seed_lists(const pm_letter_index *index, const uint8_t *query, int32_t from, int32_t to, uint32_t most,
    pm_seed_list *lists, int32_t *common);

/// Counters for the diagonals of a book, of which 2^`shift` beside each other share one.
typedef struct pm_votes {
    uint16_t *counters;
    uint32_t counter_count;
    /// The counters that have any votes, in the order in which they got their first; there is room for one more
    /// than there are.
    uint32_t *touched;
    uint32_t touched_count;
    int32_t shift;
    /// What is added to a diagonal, so that none is negative.
    uint32_t raise;
} pm_votes;

/// Counts a vote for the diagonal of each posting of some lists.
///
/// Returns how many they are.
uint64_t pm_vote(const pm_letter_index *index, const pm_seed_list *lists, int32_t count, pm_votes *votes);

/// How many diagonals beside each other are told apart.
#define PM_DIAGONALS 512

/// Counts how often each of `PM_DIAGONALS` diagonals from `first` on is voted for by some lists.
///
/// Returns how often all are.
int32_t pm_count_diagonals(const uint32_t *postings, const pm_seed_list *lists, int32_t count, int64_t first,
    uint16_t *diagonals);

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

/// The pairs of letters, equal or different, of a band that was aligned, as blocks, the last one first; there is room for
/// `rows` of them.
int32_t pm_band_blocks(const pm_band *band, pm_band_end end, const pm_band_column *columns, pm_block *blocks);

// MARK: Exhaustive search

/// How many letters of a text beside each other have one hit at most.
#define PM_PROBE_BLOCK 64

/// Some letters to be found in all of a text with errors.
typedef struct pm_probe {
    const uint8_t *pattern;
    /// 1 … 64.
    int32_t length;
    const uint8_t *text;
    int32_t count;
    /// Edits that a hit has at most.
    int32_t most;
} pm_probe;

/// A stretch of the text that the pattern may stand in.
typedef struct pm_probe_hit {
    /// The fewest edits between the pattern and a stretch that ends here.
    int32_t distance;
    /// The letter behind the stretch.
    int32_t end;
} pm_probe_hit;

// MARK: The table

/// One form of each kernel.
typedef struct pm_align_kernels {
    const char *name;
    /// Aligns a gap; its pairs, ascending, are written to `pairs`, which has room for the shorter side.
    pm_gap_end (*gap)(const pm_gap *gap, void *memory, pm_pair *pairs);
    /// Aligns a band; what is kept of its columns, from column 0 on, is written to `columns`.
    pm_band_end (*band)(const pm_band *band, pm_band_column *columns);
    /// Searches all of a text. Of each `PM_PROBE_BLOCK` letters that begin at a multiple of it, the first of the ends with
    /// the fewest edits is a hit; the best `capacity` are written to `hits`, best first, of equal ones the first; returns
    /// their number.
    int32_t (*probe)(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity);
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

/// How many of `count` letters are equal to those beside them.
static inline size_t pm_count_equal_scalar(const uint8_t *left, const uint8_t *right, size_t count) {
    size_t equal = 0;
    for (size_t index = 0; index < count; index++) equal += left[index] == right[index];
    return equal;
}

/// As `pm_count_equal_scalar`, 16 at a time.
static inline size_t pm_count_equal(const uint8_t *left, const uint8_t *right, size_t count) {
    size_t equal = 0;
#if defined(__SSE2__)
    while (count >= 16) {
        const __m128i same =
            _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)left), _mm_loadu_si128((const __m128i *)right));
        // Each equal letter is −1: their differences from 0, added up in two halves.
        const __m128i sums = _mm_sad_epu8(_mm_sub_epi8(_mm_setzero_si128(), same), _mm_setzero_si128());
        equal += (size_t)(_mm_extract_epi16(sums, 0) + _mm_extract_epi16(sums, 4));
        left += 16, right += 16, count -= 16;
    }
#endif
    return equal + pm_count_equal_scalar(left, right, count);
}

/// Adds to `equal` how many letters of each word of a page are equal to those that blocks pair them with.
///
/// `starts` are where the words' letters begin, and at the end their number, which is no less than the end of the last
/// block; the blocks are ascending in the page.
static inline void pm_count_equal_by_word(const uint8_t *page, const uint8_t *book, const pm_block *blocks, size_t count,
    const uint32_t *starts, uint16_t *equal) {
    size_t word = 0;
    for (size_t index = 0; index < count; index++) {
        const uint8_t *left = page + blocks[index].query, *right = book + blocks[index].target;
        const uint32_t first = (uint32_t)blocks[index].query, end = first + (uint32_t)blocks[index].count;
        for (uint32_t letter = first; letter < end;) {
            while (starts[word + 1] <= letter) word++;
            const uint32_t limit = starts[word + 1] < end ? starts[word + 1] : end;
            const size_t more = pm_count_equal_scalar(left + (letter - first), right + (letter - first), limit - letter);
            equal[word] = (uint16_t)(equal[word] + more);
            letter = limit;
        }
    }
}
