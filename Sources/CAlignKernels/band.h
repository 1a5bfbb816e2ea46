#pragma once
#include "pm_align_kernels.h"

pm_band_end pm_band_scalar(const pm_band *band, pm_band_column *columns);
pm_band_end pm_band_bits(const pm_band *band, pm_band_column *columns);
#if defined(__x86_64__)
pm_band_end pm_band_avx2(const pm_band *band, pm_band_column *columns);
#endif
