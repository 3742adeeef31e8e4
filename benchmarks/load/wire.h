/* The bytes of the wire: WebSocket frames, the handshake's digest, and finding fields in JSON. */
#ifndef WIRE_H
#define WIRE_H

#include <stddef.h>
#include <stdint.h>

enum { OP_TEXT = 1, OP_CLOSE = 8, OP_PING = 9, OP_PONG = 10, HEADER_MOST = 14, ACCEPT_CHARS = 28 };

struct frame {
    int opcode;
    int masked;
    uint8_t mask[4];
    char *payload;
    size_t size;  /* of the payload */
    size_t total; /* of the whole frame */
};

/* Read the header of the frame at `data`: 1 when the frame is whole, 0 when more has to come;
 * `total` is set as soon as the header is there, 0 before. Nothing is unmasked. */
int frame_read(char *data, size_t have, struct frame *frame);

/* Write a frame's header; returns its size. `mask` is NULL for a server's frame. */
size_t frame_header(char *out, int opcode, size_t size, const uint8_t *mask);

/* Mask or unmask in place. */
void frame_mask(char *data, size_t size, const uint8_t mask[4]);

/* Write what answers a `Sec-WebSocket-Key`: 28 characters and a zero. */
void accept_key(const char *key, size_t size, char out[ACCEPT_CHARS + 1]);

/* Return what follows `"name":` in the JSON from `at` to `end`, NULL where it is not there.
 * `needle` is the name with its quotes and colon. A text never holds one: its quotes are escaped. */
const char *find_field(const char *at, const char *end, const char *needle);

/* Read the digits at `at`; -1 where there are none. */
int64_t read_number(const char *at, const char *end);

/* Return the end of the JSON object that begins at `at`, NULL where it does not end. */
const char *object_end(const char *at, const char *end);

/* Monotonic time in nanoseconds. */
uint64_t now_ns(void);

#endif
