#pragma once
#include "pm_align_kernels.h"

int32_t pm_probe_scalar(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity);
int32_t pm_probe_bits(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity);
#if defined(__x86_64__)
int32_t pm_probe_avx2(const pm_probe *probe, pm_probe_hit *hits, int32_t capacity);
#endif
