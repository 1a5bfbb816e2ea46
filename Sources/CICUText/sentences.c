#include "pm_icu.h"
#include "utf16.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uclean.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

int64_t pm_sentence_starts(const uint8_t *utf8, int64_t length, const char *language, uint32_t *starts,
                           int64_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t units = 0;
    UChar *text = utf16_of(utf8, length, &units, &error);
    if (text == NULL) return -(int64_t)error;

    // "ss=standard" keeps "Mr." from ending a sentence, in the languages for which CLDR lists abbreviations.
    char locale[96];
    snprintf(locale, sizeof locale, "%.63s@ss=standard", language);
    UBreakIterator *sentences = ubrk_open(UBRK_SENTENCE, locale, text, units, &error);
    int64_t count = 0;
    if (U_SUCCESS(error)) {
        uint32_t offset = 0;
        int32_t start = 0;
        for (int32_t end = ubrk_next(sentences); end != UBRK_DONE; end = ubrk_next(sentences)) {
            if (count < capacity) starts[count] = offset;
            count++;
            while (start < end) {
                UChar32 c;
                U16_NEXT(text, start, end, c);
                offset += (uint32_t)U8_LENGTH(c);
            }
        }
        ubrk_close(sentences);
    }
    free(text);
    return U_FAILURE(error) ? -(int64_t)error : count;
}

const char *pm_icu_version(void) { return U_ICU_VERSION "/" U_UNICODE_VERSION; }
