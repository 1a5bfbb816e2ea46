#include "pm_align_kernels.h"

// Seeds whose lists are looked for at once: so many reads are under way together.
enum { AT_ONCE = 64 };

static inline uint64_t seed_mask(int32_t length) {
    return length < 8 ? ((uint64_t)1 << (8 * length)) - 1 : ~(uint64_t)0;
}

int32_t pm_seed_lists(const pm_letter_index *index, const uint8_t *query, int32_t from, int32_t to, uint32_t most,
    pm_seed_list *lists, int32_t *common) {
    const uint64_t mask = seed_mask(index->seed_length);
    const int32_t behind = index->seed_length - 1;
    uint64_t seed = 0;
    *common = 0;
    if (from >= to) return 0;
    for (int32_t letter = from; letter < from + behind; letter++) seed = seed << 8 | query[letter];
    int32_t found = 0, too_many = 0;
    uint32_t buckets[AT_ONCE];
    for (int32_t first = from; first < to; first += AT_ONCE) {
        const int32_t end = to - first < AT_ONCE ? to : first + AT_ONCE;
        for (int32_t position = first; position < end; position++) {
            seed = (seed << 8 | query[position + behind]) & mask;
            const uint32_t bucket = (uint32_t)(seed * index->multiplier >> (64 - index->bits));
            buckets[position - first] = bucket;
            __builtin_prefetch(index->starts + bucket);
        }
        for (int32_t position = first; position < end; position++) {
            const uint32_t *start = index->starts + buckets[position - first];
            const uint32_t list = start[0], count = start[1] - start[0];
            lists[found] = (pm_seed_list){list, count, (uint32_t)position};
            // Whatever the tables hold, no list leaves the postings.
            const int inside = list <= index->posting_count && count <= index->posting_count - list;
            __builtin_prefetch(index->postings + (inside ? list : 0));
            found += (count - 1 < most) & inside;
            too_many += count > most;
        }
    }
    *common = too_many;
    return found;
}

uint64_t pm_vote(const pm_letter_index *index, const pm_seed_list *lists, int32_t count, pm_votes *votes) {
    const uint32_t last = votes->counter_count - 1;
    uint16_t *counters = votes->counters;
    uint32_t *touched = votes->touched;
    uint32_t touched_count = votes->touched_count;
    uint64_t cast = 0;
    for (int32_t list = 0; list < count; list++) {
        const uint32_t *posting = index->postings + lists[list].first, *end = posting + lists[list].count;
        const uint32_t offset = votes->raise - lists[list].position;
        cast += lists[list].count;
        for (; posting < end; posting++) {
            const uint32_t diagonal = (*posting + offset) >> votes->shift;
            const uint32_t place = diagonal < last ? diagonal : last;
            const uint32_t before = counters[place];
            // One place more than there are counters, so that this is written in any case.
            touched[touched_count] = place;
            touched_count += before == 0;
            counters[place] = (uint16_t)(before + (before != UINT16_MAX));
        }
    }
    votes->touched_count = touched_count;
    return cast;
}

int32_t pm_count_diagonals(const uint32_t *postings, const pm_seed_list *lists, int32_t count, int64_t first,
    uint16_t *diagonals) {
    memset(diagonals, 0, PM_DIAGONALS * sizeof *diagonals);
    int32_t total = 0;
    for (int32_t list = 0; list < count; list++) {
        const uint32_t *posting = postings + lists[list].first, *end = posting + lists[list].count;
        const int64_t offset = first + lists[list].position;
        for (; posting < end; posting++) {
            const uint64_t diagonal = (uint64_t)(*posting - offset);
            if (diagonal >= PM_DIAGONALS) continue;
            diagonals[diagonal]++;
            total++;
        }
    }
    return total;
}
