#include "pm_icu.h"

#include <stdlib.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

enum { OUTPUT_MAX_UNITS = 1024 };

struct pm_spellout {
    UNumberFormat *format;
    /// The names of the public rule sets, one after the other, each ended by 0.
    UChar *names;
    int32_t count;
};

/// Takes the list of names, which ICU ends each with a semicolon.
static int32_t list_rule_sets(pm_spellout *spellout) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = unum_getTextAttribute(spellout->format, UNUM_PUBLIC_RULESETS, NULL, 0, &error);
    if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error)) return error;
    error = U_ZERO_ERROR;
    spellout->names = calloc((size_t)length + 2, sizeof(UChar));
    if (spellout->names == NULL) return U_MEMORY_ALLOCATION_ERROR;
    unum_getTextAttribute(spellout->format, UNUM_PUBLIC_RULESETS, spellout->names, length + 1, &error);
    if (U_FAILURE(error)) return error;
    for (int32_t i = 0; i < length; i++) {
        int ends = spellout->names[i] == ';';
        if (ends) spellout->names[i] = 0;
        if (ends || i + 1 == length) spellout->count++;
    }
    return 0;
}

pm_spellout *pm_spellout_open(const char *language, int32_t *status) {
    pm_spellout *spellout = calloc(1, sizeof *spellout);
    if (spellout == NULL) {
        *status = U_MEMORY_ALLOCATION_ERROR;
        return NULL;
    }
    UErrorCode error = U_ZERO_ERROR;
    spellout->format = unum_open(UNUM_SPELLOUT, NULL, 0, language, NULL, &error);
    *status = U_FAILURE(error) ? error : list_rule_sets(spellout);
    if (*status != 0) {
        pm_spellout_close(spellout);
        return NULL;
    }
    return spellout;
}

void pm_spellout_close(pm_spellout *spellout) {
    if (spellout == NULL) return;
    if (spellout->format != NULL) unum_close(spellout->format);
    free(spellout->names);
    free(spellout);
}

int32_t pm_spellout_rule_sets(const pm_spellout *spellout) { return spellout->count; }

static const UChar *name_of(const pm_spellout *spellout, int32_t rule_set) {
    const UChar *name = spellout->names;
    for (int32_t i = 0; i < rule_set; i++) name += u_strlen(name) + 1;
    return name;
}

int32_t pm_spellout_name(const pm_spellout *spellout, int32_t rule_set, uint8_t *utf8, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    int32_t length = 0;
    u_strToUTF8((char *)utf8, capacity, &length, name_of(spellout, rule_set), -1, &error);
    return U_FAILURE(error) ? -error : length;
}

int32_t pm_spellout_format(pm_spellout *spellout, int32_t rule_set, int64_t number, uint8_t *utf8, int32_t capacity) {
    UErrorCode error = U_ZERO_ERROR;
    unum_setTextAttribute(spellout->format, UNUM_DEFAULT_RULESET, name_of(spellout, rule_set), -1, &error);
    UChar words[OUTPUT_MAX_UNITS];
    int32_t units = unum_formatInt64(spellout->format, number, words, OUTPUT_MAX_UNITS, NULL, &error);
    int32_t length = 0;
    if (U_SUCCESS(error)) u_strToUTF8((char *)utf8, capacity, &length, words, units, &error);
    return U_FAILURE(error) ? -error : length;
}
