#include "gap.h"

// Directions of a cell: which way led to it, and whether a gap that leaves it was open before.
enum { LEAVE_ROW = 1, LEAVE_COLUMN = 2, CHOICE = 3, ROW_GAP_GOES_ON = 4, COLUMN_GAP_GOES_ON = 8 };

// What is written behind the last cell of a diagonal by whole vectors.
enum { LANES = 16 };

// Below every score that a gap of PM_GAP_LONGEST can have, and far enough from the least number to be added to.
enum { WORST = -24000 };

// Working memory by its parts. A diagonal's cells are numbered by their rows; its directions begin with its first cell.
typedef struct parts {
    // The query's letters from 1 on; the target's, last first, so that both ascend along a diagonal.
    int16_t *query, *target;
    int16_t *query_low, *query_high, *target_low, *target_high;
    // Scores of this diagonal and of the two before; gaps that leave rows, of this one and of that before; columns.
    int16_t *scores[3], *row_gaps[2], *column_gaps;
    uint8_t *directions;
    size_t stride;
} parts;

static size_t padded(int32_t count) { return (size_t)count + 2 + LANES; }

static size_t stride_of(int32_t rows, int32_t columns) {
    return padded(rows < columns ? rows : columns);
}

size_t pm_gap_memory(int32_t rows, int32_t columns) {
    return sizeof(int16_t) * (9 * padded(rows) + 3 * padded(columns))
        + ((size_t)rows + (size_t)columns + 1) * stride_of(rows, columns);
}

static parts divide(const pm_gap *gap, void *memory) {
    parts all;
    int16_t *next = memory;
    int16_t **by_row[] = {
        &all.query, &all.query_low, &all.query_high, &all.scores[0], &all.scores[1], &all.scores[2], &all.row_gaps[0],
        &all.row_gaps[1], &all.column_gaps};
    for (size_t index = 0; index < sizeof by_row / sizeof *by_row; index++, next += padded(gap->rows)) {
        *by_row[index] = next;
    }
    int16_t **by_column[] = {&all.target, &all.target_low, &all.target_high};
    for (size_t index = 0; index < sizeof by_column / sizeof *by_column; index++, next += padded(gap->columns)) {
        *by_column[index] = next;
    }
    all.directions = (uint8_t *)next;
    all.stride = stride_of(gap->rows, gap->columns);
    return all;
}

static void lay_out(const pm_gap *gap, const parts *all) {
    for (int32_t row = 0; row < gap->rows; row++) {
        const uint8_t letter = gap->query[row];
        const uint32_t groups = gap->groups ? gap->groups[letter] : 0;
        all->query[row + 1] = letter;
        all->query_low[row + 1] = (int16_t)(groups & 0xFFFF);
        all->query_high[row + 1] = (int16_t)(groups >> 16);
    }
    for (int32_t column = 0; column < gap->columns; column++) {
        const uint8_t letter = gap->target[gap->columns - 1 - column];
        const uint32_t groups = gap->groups ? gap->groups[letter] : 0;
        all->target[column] = letter;
        all->target_low[column] = (int16_t)(groups & 0xFFFF);
        all->target_high[column] = (int16_t)(groups >> 16);
    }
}

static int32_t first_row(const pm_gap *gap, int32_t diagonal) {
    return diagonal > gap->columns ? diagonal - gap->columns : 1;
}

static int32_t last_row(const pm_gap *gap, int32_t diagonal) {
    return diagonal - 1 < gap->rows ? diagonal - 1 : gap->rows;
}

// Fills one diagonal and tells its highest score.
static inline __attribute__((always_inline)) int16_t fill_scalar(
    const pm_gap *gap, const parts *all, int32_t diagonal) {
    const pm_gap_costs costs = gap->costs;
    const int32_t first = first_row(gap, diagonal), last = last_row(gap, diagonal);
    int16_t *scores = all->scores[diagonal % 3], *row_gaps = all->row_gaps[diagonal % 2];
    const int16_t *before = all->scores[(diagonal + 2) % 3], *two_before = all->scores[(diagonal + 1) % 3];
    const int16_t *row_gaps_before = all->row_gaps[(diagonal + 1) % 2];
    // The target's letter of row i is that of column diagonal − i.
    const int32_t offset = gap->columns - diagonal;
    int16_t highest = WORST;
    for (int32_t row = first; row <= last; row++) {
        uint8_t direction = 0;
        int16_t row_gap = (int16_t)(before[row - 1] + costs.open + costs.extend);
        if (row_gaps_before[row - 1] + costs.extend > row_gap) {
            row_gap = (int16_t)(row_gaps_before[row - 1] + costs.extend);
            direction |= ROW_GAP_GOES_ON;
        }
        int16_t column_gap = (int16_t)(before[row] + costs.open + costs.extend);
        if (all->column_gaps[row] + costs.extend > column_gap) {
            column_gap = (int16_t)(all->column_gaps[row] + costs.extend);
            direction |= COLUMN_GAP_GOES_ON;
        }
        const int is_confused = (all->query_low[row] & all->target_low[offset + row])
            | (all->query_high[row] & all->target_high[offset + row]);
        const int16_t pair = all->query[row] == all->target[offset + row] ? costs.equal
            : is_confused                                                ? costs.confused
                                                                         : costs.different;
        int16_t score = (int16_t)(two_before[row - 1] + pair);
        uint8_t choice = 0;
        if (row_gap > score) {
            score = row_gap;
            choice = LEAVE_ROW;
        }
        if (column_gap > score) {
            score = column_gap;
            choice = LEAVE_COLUMN;
        }
        scores[row] = score;
        row_gaps[row] = row_gap;
        all->column_gaps[row] = column_gap;
        all->directions[(size_t)diagonal * all->stride + (size_t)(row - first)] = direction | choice;
        if (score > highest) highest = score;
    }
    return highest;
}

typedef int16_t vector __attribute__((vector_size(2 * LANES)));
typedef uint8_t byte_vector __attribute__((vector_size(LANES)));

// Where a mask is set the one, elsewhere the other.
#define SELECT(mask, one, other) (((one) & (mask)) | ((other) & ~(mask)))

// As fill_scalar, sixteen rows at once; what is written behind the last row is never read.
static inline __attribute__((always_inline)) int16_t fill_vectors(
    const pm_gap *gap, const parts *all, int32_t diagonal) {
    const int32_t first = first_row(gap, diagonal), last = last_row(gap, diagonal);
    int16_t *scores = all->scores[diagonal % 3], *row_gaps = all->row_gaps[diagonal % 2];
    const int16_t *before = all->scores[(diagonal + 2) % 3], *two_before = all->scores[(diagonal + 1) % 3];
    const int16_t *row_gaps_before = all->row_gaps[(diagonal + 1) % 2];
    const int32_t offset = gap->columns - diagonal;
    uint8_t *directions = all->directions + (size_t)diagonal * all->stride;
    const vector lanes = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    const vector zero = {0};
    const vector opened = zero + (int16_t)(gap->costs.open + gap->costs.extend), extend = zero + gap->costs.extend;
    const vector equal = zero + gap->costs.equal, confused = zero + gap->costs.confused,
                 different = zero + gap->costs.different, worst = zero + (int16_t)WORST;
    vector highest = worst;
    for (int32_t row = first; row <= last; row += LANES) {
        vector up, up_gap, left, left_gap, cell, query, target, query_low, target_low, query_high, target_high;
        memcpy(&up, before + row - 1, sizeof up);
        memcpy(&up_gap, row_gaps_before + row - 1, sizeof up_gap);
        memcpy(&left, before + row, sizeof left);
        memcpy(&left_gap, all->column_gaps + row, sizeof left_gap);
        memcpy(&cell, two_before + row - 1, sizeof cell);
        memcpy(&query, all->query + row, sizeof query);
        memcpy(&target, all->target + offset + row, sizeof target);
        memcpy(&query_low, all->query_low + row, sizeof query_low);
        memcpy(&target_low, all->target_low + offset + row, sizeof target_low);
        memcpy(&query_high, all->query_high + row, sizeof query_high);
        memcpy(&target_high, all->target_high + offset + row, sizeof target_high);
        up += opened;
        up_gap += extend;
        const vector row_goes_on = up_gap > up;
        const vector row_gap = __builtin_elementwise_max(up_gap, up);
        left += opened;
        left_gap += extend;
        const vector column_goes_on = left_gap > left;
        const vector column_gap = __builtin_elementwise_max(left_gap, left);
        const vector is_confused = ((query_low & target_low) | (query_high & target_high)) != zero;
        cell += SELECT(query == target, equal, SELECT(is_confused, confused, different));
        const vector leaves_row = row_gap > cell;
        cell = __builtin_elementwise_max(cell, row_gap);
        const vector leaves_column = column_gap > cell;
        cell = __builtin_elementwise_max(cell, column_gap);
        const vector direction = (leaves_column & LEAVE_COLUMN) | (leaves_row & ~leaves_column & LEAVE_ROW)
            | (row_goes_on & ROW_GAP_GOES_ON) | (column_goes_on & COLUMN_GAP_GOES_ON);
        const byte_vector bytes = __builtin_convertvector(direction, byte_vector);
        memcpy(scores + row, &cell, sizeof cell);
        memcpy(row_gaps + row, &row_gap, sizeof row_gap);
        memcpy(all->column_gaps + row, &column_gap, sizeof column_gap);
        memcpy(directions + (row - first), &bytes, sizeof bytes);
        if (gap->drop >= 0) {
            const int16_t left_over = (int16_t)(last - row < LANES ? last - row : LANES);
            const vector is_inside = lanes <= zero + left_over;
            highest = __builtin_elementwise_max(highest, SELECT(is_inside, cell, worst));
        }
    }
    return __builtin_reduce_max(highest);
}

static int32_t trace(const pm_gap *gap, const parts *all, int32_t row, int32_t column, pm_pair *pairs) {
    int32_t count = 0;
    int choice = CHOICE;
    // Once a side is used up, nothing more is paired.
    while (row > 0 && column > 0) {
        const int32_t diagonal = row + column;
        const uint8_t direction = all->directions[(size_t)diagonal * all->stride + (size_t)(row - first_row(gap, diagonal))];
        if (choice == CHOICE) choice = direction & CHOICE;
        if (choice == LEAVE_ROW) {
            choice = direction & ROW_GAP_GOES_ON ? LEAVE_ROW : CHOICE;
            row--;
        } else if (choice == LEAVE_COLUMN) {
            choice = direction & COLUMN_GAP_GOES_ON ? LEAVE_COLUMN : CHOICE;
            column--;
        } else {
            row--;
            column--;
            pairs[count++] = (pm_pair){row, column};
            choice = CHOICE;
        }
    }
    for (int32_t low = 0, high = count - 1; low < high; low++, high--) {
        const pm_pair pair = pairs[low];
        pairs[low] = pairs[high];
        pairs[high] = pair;
    }
    return count;
}

static int32_t gap_cost(const pm_gap *gap, int32_t length) {
    return length > 0 ? gap->costs.open + gap->costs.extend * length : 0;
}

static inline __attribute__((always_inline)) pm_gap_end align(
    const pm_gap *gap, void *memory, pm_pair *pairs, int is_scalar) {
    const int is_free = gap->drop >= 0;
    if (gap->rows == 0 || gap->columns == 0) {
        if (is_free) return (pm_gap_end){0, 0, 0, 0};
        return (pm_gap_end){gap_cost(gap, gap->rows + gap->columns), gap->rows, gap->columns, 0};
    }
    const parts all = divide(gap, memory);
    lay_out(gap, &all);
    int32_t best = is_free ? 0 : WORST, best_row = 0, best_column = 0, highest_before = 0;
    all.scores[0][0] = 0;
    for (int32_t diagonal = 1; diagonal <= gap->rows + gap->columns; diagonal++) {
        int16_t highest = WORST;
        if (diagonal > 1) {
            highest = is_scalar ? fill_scalar(gap, &all, diagonal) : fill_vectors(gap, &all, diagonal);
        }
        // The edges, where one side is left out from its beginning on.
        if (diagonal <= gap->columns) {
            all.scores[diagonal % 3][0] = (int16_t)gap_cost(gap, diagonal);
            all.row_gaps[diagonal % 2][0] = WORST;
        }
        if (diagonal <= gap->rows) {
            all.scores[diagonal % 3][diagonal] = (int16_t)gap_cost(gap, diagonal);
            all.column_gaps[diagonal] = WORST;
        }
        if (!is_free || diagonal == 1) continue;
        if (highest > best) {
            best = highest;
            int32_t row = first_row(gap, diagonal);
            while (all.scores[diagonal % 3][row] != highest) row++;
            best_row = row;
            best_column = diagonal - row;
        }
        if ((highest > highest_before ? highest : highest_before) < best - gap->drop) break;
        highest_before = highest;
    }
    if (!is_free) {
        best = all.scores[(gap->rows + gap->columns) % 3][gap->rows];
        best_row = gap->rows;
        best_column = gap->columns;
    }
    return (pm_gap_end){best, best_row, best_column, trace(gap, &all, best_row, best_column, pairs)};
}

pm_gap_end pm_gap_scalar(const pm_gap *gap, void *memory, pm_pair *pairs) { return align(gap, memory, pairs, 1); }

pm_gap_end pm_gap_vectors(const pm_gap *gap, void *memory, pm_pair *pairs) { return align(gap, memory, pairs, 0); }

#if defined(__x86_64__)
__attribute__((target("avx2"))) pm_gap_end pm_gap_avx2(const pm_gap *gap, void *memory, pm_pair *pairs) {
    return align(gap, memory, pairs, 0);
}
#endif
