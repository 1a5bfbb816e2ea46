#pragma once
// libxml2's headers include ICU's where it was built with ICU, and those clash with the ones that Foundation brings.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
