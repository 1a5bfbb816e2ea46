#include "probe.h"
#if defined(__x86_64__)
#include <immintrin.h>
#endif

enum { BLOCK = PM_PROBE_BLOCK, ROWS = 64 };

// MARK: Hits

static int is_better(pm_probe_hit left, pm_probe_hit right) {
    return left.distance != right.distance ? left.distance < right.distance : left.end < right.end;
}

// Keeps the best hits, the worst of them last; there are few, so that each finds its place step by step.
static int32_t add(pm_probe_hit *hits, int32_t count, int32_t capacity, pm_probe_hit hit) {
    if (count == capacity) {
        if (count == 0 || !is_better(hit, hits[count - 1])) return count;
        count--;
    }
    int32_t place = count;
    for (; place > 0 && is_better(hit, hits[place - 1]); place--) hits[place] = hits[place - 1];
    hits[place] = hit;
    return count + 1;
}

// MARK: Cell by cell

// P. Sellers, "The theory and computation of evolutionary distances", Journal of Algorithms 1(4), 1980: a column of
// edit distances of the pattern's beginnings to stretches of the text that end at the column.
int32_t pm_probe_scalar(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity) {
    int32_t column[ROWS + 1], count = 0;
    for (int row = 0; row <= probe->length; row++) column[row] = row;
    pm_probe_hit best = {INT32_MAX, 0};
    for (int32_t place = 0; place < probe->count; place++) {
        int32_t diagonal = column[0];
        for (int row = 1; row <= probe->length; row++) {
            int32_t value = diagonal + (probe->pattern[row - 1] != probe->text[place]);
            if (column[row] + 1 < value) value = column[row] + 1;
            if (column[row - 1] + 1 < value) value = column[row - 1] + 1;
            diagonal = column[row];
            column[row] = value;
        }
        if (column[probe->length] < best.distance) best = (pm_probe_hit){column[probe->length], place + 1};
        if (place % BLOCK == BLOCK - 1 || place == probe->count - 1) {
            if (best.distance <= probe->most) count = add(hits, count, capacity, best);
            best = (pm_probe_hit){INT32_MAX, 0};
        }
    }
    return count;
}

// MARK: By bits

// G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming", Journal of the
// ACM 46(3), 1999: vertical differences of a column as two words.
typedef struct {
    uint64_t increases, decreases;
    int64_t distance;
} column_state;

// For each letter the rows of the pattern that have it, in the highest bits: the last row is bit 63.
static void set_rows(const pm_probe *probe, uint64_t rows[256]) {
    memset(rows, 0, 256 * sizeof *rows);
    for (int row = 0; row < probe->length; row++) {
        rows[probe->pattern[row]] |= (uint64_t)1 << (ROWS - probe->length + row);
    }
}

// Rows before the pattern's first one are equal to all letters and have no difference.
static column_state beginning(const pm_probe *probe) {
    return (column_state){~(uint64_t)0 << (ROWS - probe->length), 0, probe->length};
}

static inline __attribute__((always_inline)) void step(column_state *state, uint64_t equal) {
    const uint64_t vertical = equal | state->decreases;
    const uint64_t horizontal = (((equal & state->increases) + state->increases) ^ state->increases) | equal;
    uint64_t right = state->decreases | ~(horizontal | state->increases), left = state->increases & horizontal;
    state->distance += (int64_t)(right >> 63) - (int64_t)(left >> 63);
    right <<= 1, left <<= 1;
    state->increases = left | ~(vertical | right);
    state->decreases = right & vertical;
}

// The least distance of some columns, and behind which it is met first.
static pm_probe_hit scan(
    const uint64_t rows[256], uint64_t before, const uint8_t *text, int32_t from, int32_t to, column_state *state) {
    pm_probe_hit best = {INT32_MAX, 0};
    for (int32_t place = from; place < to; place++) {
        step(state, rows[text[place]] | before);
        if (state->distance < best.distance) best = (pm_probe_hit){(int32_t)state->distance, place + 1};
    }
    return best;
}

static uint64_t rows_before(const pm_probe *probe) {
    return probe->length < ROWS ? ((uint64_t)1 << (ROWS - probe->length)) - 1 : 0;
}

// From a place that begins a block to the text's end.
static int32_t scan_rest(const pm_probe *probe, const uint64_t rows[256], int32_t from, column_state *state,
    pm_probe_hit *hits, int32_t count, int32_t capacity) {
    while (from < probe->count) {
        const int32_t to = probe->count - from < BLOCK ? probe->count : from + BLOCK;
        const pm_probe_hit best = scan(rows, rows_before(probe), probe->text, from, to, state);
        if (best.distance <= probe->most) count = add(hits, count, capacity, best);
        from = to;
    }
    return count;
}

int32_t pm_probe_bits(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity) {
    uint64_t rows[256];
    set_rows(probe, rows);
    column_state state = beginning(probe);
    return scan_rest(probe, rows, 0, &state, hits, 0, capacity);
}

#if defined(__x86_64__)
// Eight stretches of the text side by side, four in a vector, so that two vectors' steps don't wait for each other.
enum { LANES = 8 };

typedef struct {
    __m256i increases, decreases, distance, least;
} lanes;

static inline __attribute__((always_inline, target("avx2"))) void step_lanes(lanes *state, __m256i equal) {
    const __m256i ones = _mm256_set1_epi64x(-1);
    const __m256i vertical = _mm256_or_si256(equal, state->decreases);
    const __m256i sum = _mm256_add_epi64(_mm256_and_si256(equal, state->increases), state->increases);
    const __m256i horizontal = _mm256_or_si256(_mm256_xor_si256(sum, state->increases), equal);
    __m256i right = _mm256_or_si256(
        state->decreases, _mm256_xor_si256(_mm256_or_si256(horizontal, state->increases), ones));
    __m256i left = _mm256_and_si256(state->increases, horizontal);
    state->distance = _mm256_add_epi64(
        state->distance, _mm256_sub_epi64(_mm256_srli_epi64(right, 63), _mm256_srli_epi64(left, 63)));
    right = _mm256_slli_epi64(right, 1);
    left = _mm256_slli_epi64(left, 1);
    state->increases =
        _mm256_or_si256(left, _mm256_xor_si256(_mm256_or_si256(vertical, right), ones));
    state->decreases = _mm256_and_si256(right, vertical);
    // Distances fit in the lower half of a lane, and the higher one is 0 in both.
    state->least = _mm256_min_epi32(state->least, state->distance);
}

static inline __attribute__((always_inline, target("avx2"))) __m256i equal_rows(
    const uint64_t rows[256], const uint8_t *text, int32_t stride) {
    return _mm256_set_epi64x((long long)rows[text[3 * (int64_t)stride]], (long long)rows[text[2 * (int64_t)stride]],
        (long long)rows[text[stride]], (long long)rows[text[0]]);
}

__attribute__((target("avx2"))) int32_t pm_probe_avx2(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity) {
    uint64_t rows[256];
    set_rows(probe, rows);
    const uint64_t before = rows_before(probe);
    const __m256i before_lanes = _mm256_set1_epi64x((long long)before);
    const int32_t blocks = probe->count / BLOCK / LANES, stride = blocks * BLOCK;
    column_state states[LANES];
    // A distance of `most` or less depends on no letter further back than this.
    const int32_t reach = probe->length + probe->most;
    for (int lane = 0; lane < LANES; lane++) {
        states[lane] = beginning(probe);
        const int32_t start = lane * stride;
        scan(rows, before, probe->text, start > reach ? start - reach : 0, start, &states[lane]);
    }
    int32_t count = 0;
    for (int32_t block = 0; block < blocks; block++) {
        lanes low, high;
        uint64_t parts[4][LANES];
        for (int lane = 0; lane < LANES; lane++) {
            parts[0][lane] = states[lane].increases;
            parts[1][lane] = states[lane].decreases;
            parts[2][lane] = (uint64_t)states[lane].distance;
        }
        low.increases = _mm256_loadu_si256((const __m256i *)parts[0]);
        high.increases = _mm256_loadu_si256((const __m256i *)(parts[0] + 4));
        low.decreases = _mm256_loadu_si256((const __m256i *)parts[1]);
        high.decreases = _mm256_loadu_si256((const __m256i *)(parts[1] + 4));
        low.distance = _mm256_loadu_si256((const __m256i *)parts[2]);
        high.distance = _mm256_loadu_si256((const __m256i *)(parts[2] + 4));
        low.least = high.least = _mm256_set1_epi64x(INT32_MAX);
        const uint8_t *text = probe->text + block * BLOCK;
        for (int32_t column = 0; column < BLOCK; column++) {
            step_lanes(&low, _mm256_or_si256(equal_rows(rows, text + column, stride), before_lanes));
            step_lanes(
                &high, _mm256_or_si256(equal_rows(rows, text + column + 4 * (int64_t)stride, stride), before_lanes));
        }
        _mm256_storeu_si256((__m256i *)parts[0], low.increases);
        _mm256_storeu_si256((__m256i *)(parts[0] + 4), high.increases);
        _mm256_storeu_si256((__m256i *)parts[1], low.decreases);
        _mm256_storeu_si256((__m256i *)(parts[1] + 4), high.decreases);
        _mm256_storeu_si256((__m256i *)parts[2], low.distance);
        _mm256_storeu_si256((__m256i *)(parts[2] + 4), high.distance);
        _mm256_storeu_si256((__m256i *)parts[3], low.least);
        _mm256_storeu_si256((__m256i *)(parts[3] + 4), high.least);
        for (int lane = 0; lane < LANES; lane++) {
            if ((int64_t)parts[3][lane] <= probe->most) {
                // Rare: where in the block it is, one letter at a time.
                const int32_t from = lane * stride + block * BLOCK;
                const pm_probe_hit best = scan(rows, before, probe->text, from, from + BLOCK, &states[lane]);
                count = add(hits, count, capacity, best);
            }
            states[lane] = (column_state){parts[0][lane], parts[1][lane], (int64_t)parts[2][lane]};
        }
    }
    return scan_rest(probe, rows, LANES * stride, &states[LANES - 1], hits, count, capacity);
}
#endif
