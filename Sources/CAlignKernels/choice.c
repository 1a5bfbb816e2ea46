#include <stdlib.h>

#include "band.h"
#include "gap.h"
#include "probe.h"

static const pm_align_kernels scalar = {"scalar", pm_gap_scalar, pm_band_scalar, pm_probe_scalar};
static const pm_align_kernels portable = {"any processor", pm_gap_vectors, pm_band_bits, pm_probe_bits};
#if defined(__x86_64__)
static const pm_align_kernels avx2 = {"AVX2", pm_gap_avx2, pm_band_avx2, pm_probe_avx2};
#endif

const pm_align_kernels *pm_align_kernels_at(int index) {
    if (index == 0) return &scalar;
    if (index == 1) return &portable;
#if defined(__x86_64__)
    if (index == 2 && __builtin_cpu_supports("avx2")) return &avx2;
#endif
    return NULL;
}

const pm_align_kernels *pm_align_kernels_chosen(void) {
    const char *wanted = getenv("PAGEMATCH_KERNELS");
    if (wanted != NULL && strcmp(wanted, "scalar") == 0) return &scalar;
    const pm_align_kernels *best = pm_align_kernels_at(2);
    return best != NULL ? best : &portable;
}
