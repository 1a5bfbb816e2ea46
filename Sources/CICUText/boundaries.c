#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "pm_icu.h"

int64_t pm_word_boundaries(const uint8_t *utf8, int64_t length) {
    if (length > (1 << 30)) return -U_BUFFER_OVERFLOW_ERROR;
    UChar *text = malloc((size_t)(length + 1) * sizeof(UChar));
    if (text == NULL) return -U_MEMORY_ALLOCATION_ERROR;
    UErrorCode error = U_ZERO_ERROR;
    int32_t units = 0;
    u_strFromUTF8WithSub(text, (int32_t)length + 1, &units, (const char *)utf8, (int32_t)length, 0xFFFD, NULL, &error);
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", text, units, &error);
    int64_t count = 0;
    if (U_SUCCESS(error)) {
        while (ubrk_next(words) != UBRK_DONE) count++;
        ubrk_close(words);
    }
    free(text);
    return U_FAILURE(error) ? -(int64_t)error : count;
}
