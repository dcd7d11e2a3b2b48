#include "CSimdJSON.h"

#include <new>
#include <simdjson.h>

struct csimdjson_parser {
  simdjson::dom::parser dom{};
  size_t maximum_depth = 0;
};

const size_t csimdjson_padding = simdjson::SIMDJSON_PADDING;

namespace {

csimdjson_status status_of(simdjson::error_code error) noexcept {
  switch (error) {
  case simdjson::SUCCESS:
    return CSIMDJSON_OK;
  case simdjson::EMPTY:
    return CSIMDJSON_EMPTY;
  case simdjson::DEPTH_ERROR:
    return CSIMDJSON_TOO_DEEP;
  case simdjson::CAPACITY:
  case simdjson::MEMALLOC:
    return CSIMDJSON_NO_CAPACITY;
  case simdjson::STRING_ERROR:
  case simdjson::UTF8_ERROR:
  case simdjson::UNESCAPED_CHARS:
  case simdjson::NUMBER_ERROR:
    return CSIMDJSON_BAD_SCALAR;
  default:
    return CSIMDJSON_MALFORMED;
  }
}

csimdjson_document failure(simdjson::error_code error) noexcept {
  return {status_of(error), nullptr, nullptr, simdjson::error_message(error)};
}

} // namespace

csimdjson_parser *csimdjson_create(size_t maximum_depth) {
  auto *parser = new (std::nothrow) csimdjson_parser{};
  if (parser != nullptr) {
    parser->maximum_depth = maximum_depth;
  }
  return parser;
}

void csimdjson_destroy(csimdjson_parser *parser) { delete parser; }

csimdjson_document csimdjson_parse(csimdjson_parser *parser, const uint8_t *bytes, size_t length) {
  // The depth is bound to the allocation, so buffers grow here, and by half so that rising lengths do not allocate each time.
  if (parser->dom.capacity() < length || parser->dom.max_depth() != parser->maximum_depth) {
    size_t capacity = length + length / 2 + 4096;
    if (auto error = parser->dom.allocate(capacity, parser->maximum_depth)) {
      return failure(error);
    }
    if (auto error = parser->dom.doc.allocate(capacity)) {
      return failure(error);
    }
  }
  simdjson::dom::element root;
  if (auto error = parser->dom.parse(bytes, length, false).get(root)) {
    return failure(error);
  }
  return {CSIMDJSON_OK, parser->dom.doc.tape.get(), parser->dom.doc.string_buf.get(), ""};
}

void csimdjson_shrink(csimdjson_parser *parser, size_t capacity) {
  if (parser->dom.capacity() > capacity) {
    parser->dom = simdjson::dom::parser();
  }
}
