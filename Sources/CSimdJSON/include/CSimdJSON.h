// A C face of simdjson's document parser: one call parses, and the caller walks the tape itself.
//
// The tape is simdjson's documented format (doc/tape.md of simdjson): 64-bit words with a type letter in the top byte and a
// payload below, strings in a separate buffer with a 32-bit length before and a NUL behind each.
#ifndef ROUNDSMAN_CSIMDJSON_H
#define ROUNDSMAN_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser with its reused buffers. Not for two threads at once.
typedef struct csimdjson_parser csimdjson_parser;

/// What became of one document.
typedef enum {
  CSIMDJSON_OK = 0,
  /// No value at all.
  CSIMDJSON_EMPTY,
  /// Malformed in a way that no repair of texts or numbers mends.
  CSIMDJSON_MALFORMED,
  /// A text holds lone surrogates, raw control characters or invalid UTF-8, or a number is malformed or too large.
  CSIMDJSON_BAD_SCALAR,
  /// Nested deeper than the parser allows.
  CSIMDJSON_TOO_DEEP,
  /// The document is larger than simdjson takes (4 GiB), or memory is exhausted.
  CSIMDJSON_NO_CAPACITY,
} csimdjson_status;

/// Pointers stay valid until the next call with the same parser.
typedef struct {
  csimdjson_status status;
  const uint64_t *tape;
  const uint8_t *strings;
  /// simdjson's own words; static text.
  const char *message;
} csimdjson_document;

/// Bytes that must be readable behind a document.
extern const size_t csimdjson_padding;

/// NULL when memory is exhausted.
csimdjson_parser *csimdjson_create(size_t maximum_depth);
void csimdjson_destroy(csimdjson_parser *parser);

/// Parses `length` bytes; `csimdjson_padding` more must be readable behind them.
csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length);

/// Gives the buffers back when they have grown beyond documents of that many bytes.
void csimdjson_shrink(csimdjson_parser *parser, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
