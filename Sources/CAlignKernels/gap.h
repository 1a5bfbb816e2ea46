#pragma once
#include "pm_align_kernels.h"

pm_gap_end pm_gap_scalar(const pm_gap *gap, void *memory, pm_pair *pairs);
pm_gap_end pm_gap_vectors(const pm_gap *gap, void *memory, pm_pair *pairs);
#if defined(__x86_64__)
pm_gap_end pm_gap_avx2(const pm_gap *gap, void *memory, pm_pair *pairs);
#endif
