#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "pm_icu.h"
#include "utf16.h"

int64_t pm_word_boundaries(const uint8_t *utf8, int64_t length) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t units = 0;
    UChar *text = utf16_of(utf8, length, &units, &error);
    if (text == NULL) return -(int64_t)error;
    UBreakIterator *words = ubrk_open(UBRK_WORD, "", text, units, &error);
    int64_t count = 0;
    if (U_SUCCESS(error)) {
        while (ubrk_next(words) != UBRK_DONE) count++;
        ubrk_close(words);
    }
    free(text);
    return U_FAILURE(error) ? -(int64_t)error : count;
}
