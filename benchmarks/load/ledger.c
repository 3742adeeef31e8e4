/* What every reader has to have got: the log of each group, byte for byte, as first received.
 *
 * The first reader to get an event parses it; for every other reader a frame's events are one
 * memcmp against the log, whatever the boundaries of the frames. */
#include "ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire.h"

struct tally tally;

void histogram_add(struct histogram *histogram, uint64_t ns, uint64_t times) {
    unsigned power = ns < STEPS ? 0 : 63 - __builtin_clzll(ns) - 5;
    unsigned bucket = ns < STEPS ? ns : power * STEPS + (ns >> power);
    histogram->count[bucket < BUCKETS ? bucket : BUCKETS - 1] += times;
    histogram->total += times;
    if (ns > histogram->most) histogram->most = ns;
}

double histogram_ms(const struct histogram *histogram, double share) {
    uint64_t rank = share * histogram->total, seen = 0;
    for (unsigned bucket = 0; bucket < BUCKETS; bucket++) {
        seen += histogram->count[bucket];
        if (seen <= rank) continue;
        if (bucket < 2 * STEPS) return bucket / 1e6;
        unsigned power = bucket / STEPS - 1;
        return (double)((uint64_t)(bucket - power * STEPS) << power) / 1e6;
    }
    return histogram->most / 1e6;
}

void remark(const char *text, const char *bytes, size_t size) {
    if (tally.remark[0]) return;
    snprintf(tally.remark, sizeof tally.remark, "%s: %.*s", text, (int)(size < 160 ? size : 160), bytes);
    for (char *at = tally.remark; *at; at++)
        if (*at == '"' || *at == '\\' || (unsigned char)*at < ' ') *at = '\'';
}

/* The answer and the log have to name the same seq, whichever comes first. */
static void check(const struct message *message) {
    if (message->answered && message->logged && message->answered != message->logged) {
        tally.faults.misplaced++;
        remark("a message was acknowledged at another seq than its event has", "", 0);
    }
}

void ledger_answered(struct sender *sender, uint32_t number, int64_t seq) {
    struct message *message = &sender->ring[number % SENDER_RING];
    sender->acknowledged++;
    message->answered = seq;
    check(message);
}

/* Return when the event's message was sent, 0 where it is none of ours. Our keys end in the
 * sender's index, 5 hex digits, and the message's number, 7; the numbers have to count up. */
static uint64_t take_message(const char *event, const char *end, int64_t seq,
                             struct sender *(*who)(uint32_t)) {
    const char *key = find_field(event, end, "\"key\":\"");
    if (!key || end - key < 36) return 0;
    char digits[13] = {0};
    memcpy(digits, key + 24, 12);
    uint64_t value = strtoull(digits, NULL, 16);
    uint32_t number = value & 0xfffffff;
    struct sender *sender = who(value >> 28);
    if (!sender) return 0;
    struct message *message = &sender->ring[number % SENDER_RING];
    if (!tally.lossy) {
        if (number != sender->next_logged) {
            tally.faults.misplaced++;
            remark("a sender's messages are out of order, lost or doubled", event, end - event);
        }
        sender->next_logged = number + 1;
        message->logged = seq;
        check(message);
    }
    return message->sent_ns;
}

static void append(struct group *group, const char *event, const char *end, uint64_t sent) {
    size_t size = end - event;
    if (group->count == group->entry_room) {
        group->entry_room = group->entry_room ? group->entry_room * 2 : 64;
        group->entries = realloc(group->entries, group->entry_room * sizeof *group->entries);
    }
    if (group->size + size + 1 > group->room) {
        group->room = (group->room + size + 1) * 2;
        group->bytes = realloc(group->bytes, group->room);
    }
    if (!group->entries || !group->bytes) abort();
    if (group->count) group->bytes[group->size++] = ',';
    group->entries[group->count++] = (struct entry){group->size, group->size + size, sent};
    memcpy(group->bytes + group->size, event, size);
    group->size += size;
    if (tally.measuring) tally.events++;
}

/* Return the index of the entry that ends at `end`; `near` is a guess. -1: none ends there. */
static int64_t ends_at(const struct group *group, size_t end, int64_t near) {
    int64_t low = 0, high = (int64_t)group->count - 1;
    if (near >= low && near <= high && group->entries[near].end == end) return near;
    while (low <= high) {
        int64_t middle = (low + high) / 2;
        if (group->entries[middle].end == end) return middle;
        if (group->entries[middle].end < end) low = middle + 1;
        else high = middle - 1;
    }
    return -1;
}

static void time_deliveries(uint64_t sent, uint64_t now, uint64_t times) {
    for (int i = 0; i < 2; i++) {
        struct window *window = &tally.windows[i];
        if (sent >= window->begin && sent < window->end) histogram_add(&window->latency, now - sent, times);
    }
}

static void count(const struct group *group, int64_t first, int64_t last, uint64_t now) {
    if (tally.measuring) tally.deliveries += last - first + 1;
    if (!group->timed) return;
    for (int64_t i = first; i <= last;) {
        uint64_t sent = group->entries[i].sent_ns;
        int64_t same = i + 1; /* messages of one write were sent at one moment */
        while (same <= last && group->entries[same].sent_ns == sent) same++;
        time_deliveries(sent, now, same - i);
        i = same;
    }
}

/* Events that readers may miss: each for itself, counted by its key. */
static void take_lossy(struct group *group, int64_t *have, const char *from, const char *to, uint64_t now,
                       struct sender *(*who)(uint32_t)) {
    tally.last_ns = now;
    for (const char *event = from; event < to;) {
        const char *end = object_end(event, to);
        int64_t seq = read_number(find_field(event, end ? end : to, "\"seq\":"), to);
        if (!end || seq < 0) {
            tally.faults.malformed++;
            return;
        }
        if (seq <= *have) tally.faults.doubled++;
        else if (seq > *have + 1) tally.faults.gaps++, tally.faults.missing += seq - *have - 1;
        if (seq > *have) *have = seq;
        uint64_t sent = take_message(event, end, seq, who);
        if (seq > ledger_head(group)) {
            if (tally.measuring) tally.events++;
            group->count = seq - group->base;
        }
        if (tally.measuring) tally.deliveries++;
        time_deliveries(sent, now, 1);
        event = end + 1;
    }
}

void ledger_take(struct group *group, int64_t *have, const char *from, const char *to, uint64_t now,
                 struct sender *(*who)(uint32_t)) {
    if (from == to) return;
    if (tally.lossy) {
        take_lossy(group, have, from, to, now, who);
        return;
    }
    const char *first_end = object_end(from, to);
    int64_t seq = read_number(find_field(from, first_end ? first_end : to, "\"seq\":"), to);
    if (!first_end || seq < 0) {
        tally.faults.malformed++;
        remark("an event without seq", from, to - from);
        return;
    }
    if (seq != *have + 1) {
        remark(seq <= *have ? "an event came twice" : "an event is missing before", from, to - from);
        if (seq <= *have) {
            tally.faults.doubled++;
            return;
        }
        tally.faults.gaps++;
        tally.faults.missing += seq - *have - 1;
        *have = seq - 1;
    }
    int64_t first = seq - group->base - 1, known = (int64_t)group->count;
    if (first < 0 || first > known) { /* before the run, or with a hole that nobody got */
        tally.faults.malformed++;
        remark("events that nobody got before", from, to - from);
        return;
    }
    const char *rest = from;
    if (first < known) {
        size_t begin = group->entries[first].begin, left = group->size - begin;
        size_t size = (size_t)(to - from) < left ? (size_t)(to - from) : left;
        int64_t last = -1;
        if (memcmp(from, group->bytes + begin, size) == 0)
            last = group->near = ends_at(group, begin + size, group->near);
        if (last < 0 || (from + size < to && from[size] != ',')) {
            tally.faults.differing++;
            remark("other bytes than another reader got", from, to - from);
            return;
        }
        *have = group->base + last + 1;
        count(group, first, last, now);
        rest = from + size + 1;
    }
    while (rest < to) {
        const char *end = object_end(rest, to);
        seq = read_number(find_field(rest, end ? end : to, "\"seq\":"), to);
        if (!end || seq != *have + 1) {
            tally.faults.malformed++;
            remark("seq does not count up", rest, to - rest);
            return;
        }
        append(group, rest, end, take_message(rest, end, seq, who));
        *have = seq;
        group->near = group->count - 1;
        count(group, group->near, group->near, now);
        rest = end + 1;
    }
}
