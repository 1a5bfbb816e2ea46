#include <stdlib.h>
#include <string.h>

#include "pm_text_kernels.h"

int pm_text_kernels_are_scalar(void) {
    const char *wanted = getenv("PAGEMATCH_KERNELS");
    return wanted != NULL && strcmp(wanted, "scalar") == 0;
}
