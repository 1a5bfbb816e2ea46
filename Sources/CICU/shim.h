#pragma once
// Empty on purpose: this target carries ICU's pkg-config and link flags only. Foundation brings ICU headers of its own,
// and Swift's importer refuses two definitions of UErrorCode, so ICU is included in C files alone (see CICUText).
