/// UTF-8 as the UTF-16 that ICU's iterators walk through; for the files of this target alone.
#pragma once
#include <stdlib.h>
#include <unicode/ustring.h>

/// `length` bytes as UTF-16, ill-formed sequences as U+FFFD; to be freed. NULL with an error in `*error`.
static inline UChar *utf16_of(const uint8_t *utf8, int64_t length, int32_t *units, UErrorCode *error) {
    if (length > (1 << 30)) {
        *error = U_BUFFER_OVERFLOW_ERROR;
        return NULL;
    }
    // A UTF-8 sequence never has fewer bytes than UTF-16 units.
    UChar *text = malloc((size_t)(length + 1) * sizeof(UChar));
    if (text == NULL) {
        *error = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    u_strFromUTF8WithSub(text, (int32_t)length + 1, units, (const char *)utf8, (int32_t)length, 0xFFFD, NULL, error);
    return text;
}
