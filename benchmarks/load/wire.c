/* The bytes of the wire: WebSocket frames, the handshake's digest, and finding fields in JSON. */
#define _GNU_SOURCE
#include "wire.h"

#include <string.h>
#include <time.h>

int frame_read(char *data, size_t have, struct frame *frame) {
    const uint8_t *bytes = (const uint8_t *)data;
    size_t header = 2;
    frame->total = 0;
    if (have < 2) return 0;
    uint64_t size = bytes[1] & 0x7f;
    frame->opcode = bytes[0] & 0x0f;
    frame->masked = bytes[1] >> 7;
    if (size == 126) {
        if (have < 4) return 0;
        size = (uint64_t)bytes[2] << 8 | bytes[3];
        header = 4;
    } else if (size == 127) {
        if (have < 10) return 0;
        size = 0;
        for (int i = 2; i < 10; i++) size = size << 8 | bytes[i];
        header = 10;
    }
    if (frame->masked) {
        if (have < header + 4) return 0;
        memcpy(frame->mask, data + header, 4);
        header += 4;
    }
    frame->payload = data + header;
    frame->size = size;
    frame->total = header + size;
    return have >= frame->total;
}

size_t frame_header(char *out, int opcode, size_t size, const uint8_t *mask) {
    uint8_t *bytes = (uint8_t *)out, masked = mask ? 0x80 : 0;
    size_t used = 2;
    bytes[0] = 0x80 | opcode;
    if (size < 126) {
        bytes[1] = masked | size;
    } else if (size < 65536) {
        bytes[1] = masked | 126;
        bytes[2] = size >> 8;
        bytes[3] = size;
        used = 4;
    } else {
        bytes[1] = masked | 127;
        for (int i = 0; i < 8; i++) bytes[2 + i] = (uint64_t)size >> (56 - 8 * i);
        used = 10;
    }
    if (mask) {
        memcpy(out + used, mask, 4);
        used += 4;
    }
    return used;
}

void frame_mask(char *data, size_t size, const uint8_t mask[4]) {
    uint32_t word, chunk;
    memcpy(&word, mask, 4);
    size_t i = 0;
    for (; i + 4 <= size; i += 4) {
        memcpy(&chunk, data + i, 4);
        chunk ^= word;
        memcpy(data + i, &chunk, 4);
    }
    for (; i < size; i++) data[i] ^= mask[i & 3];
}

static uint32_t rotate(uint32_t value, int by) { return value << by | value >> (32 - by); }

static void sha1_block(uint32_t state[5], const uint8_t block[64]) {
    uint32_t w[80], a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | block[4 * i + 1] << 16 | block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 80; i++) w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    for (int i = 0; i < 80; i++) {
        uint32_t f, k;
        if (i < 20) f = (b & c) | (~b & d), k = 0x5a827999;
        else if (i < 40) f = b ^ c ^ d, k = 0x6ed9eba1;
        else if (i < 60) f = (b & c) | (b & d) | (c & d), k = 0x8f1bbcdc;
        else f = b ^ c ^ d, k = 0xca62c1d6;
        uint32_t next = rotate(a, 5) + f + e + k + w[i];
        e = d, d = c, c = rotate(b, 30), b = a, a = next;
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

void accept_key(const char *key, size_t size, char out[ACCEPT_CHARS + 1]) {
    static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    uint8_t block[128] = {0}, digest[21] = {0};
    if (size > 64) size = 64;
    memcpy(block, key, size);
    memcpy(block + size, guid, 36);
    size_t used = size + 36, padded = used + 9 > 64 ? 128 : 64;
    block[used] = 0x80;
    block[padded - 1] = used * 8;
    block[padded - 2] = used * 8 >> 8;
    for (size_t at = 0; at < padded; at += 64) sha1_block(state, block + at);
    for (int i = 0; i < 20; i++) digest[i] = state[i / 4] >> (24 - 8 * (i % 4));
    for (int i = 0; i < 7; i++) {
        uint32_t three = digest[3 * i] << 16 | digest[3 * i + 1] << 8 | digest[3 * i + 2];
        for (int j = 0; j < 4; j++) out[4 * i + j] = digits[three >> (18 - 6 * j) & 63];
    }
    out[27] = '=';
    out[28] = 0;
}

const char *find_field(const char *at, const char *end, const char *needle) {
    size_t size = strlen(needle);
    const char *found = at < end ? memmem(at, end - at, needle, size) : NULL;
    return found ? found + size : NULL;
}

int64_t read_number(const char *at, const char *end) {
    int64_t value = 0;
    const char *digit = at;
    if (!at) return -1;
    while (digit < end && *digit == ' ') digit++, at++;
    for (; digit < end && *digit >= '0' && *digit <= '9'; digit++) value = value * 10 + (*digit - '0');
    return digit == at ? -1 : value;
}

const char *object_end(const char *at, const char *end) {
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '"') {
            for (at++; at < end && *at != '"'; at++) at += *at == '\\';
        } else if (*at == '{' || *at == '[') {
            depth++;
        } else if ((*at == '}' || *at == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return NULL;
}

uint64_t now_ns(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + time.tv_nsec;
}
