/* What every reader has to have got: the log of each group, byte for byte, as first received. */
#ifndef LEDGER_H
#define LEDGER_H

#include <stddef.h>
#include <stdint.h>

enum { GROUP_CHARS = 36, SENDER_RING = 4096 };

/* Latencies in 1/32 steps of powers of two of a nanosecond. */
enum { STEPS = 32, BUCKETS = 64 * STEPS };
struct histogram {
    uint64_t count[BUCKETS];
    uint64_t total;
    uint64_t most;
};
void histogram_add(struct histogram *histogram, uint64_t nanoseconds, uint64_t times);
double histogram_ms(const struct histogram *histogram, double share);

/* Faults, counted over a whole run. Only `stray` frames are none in themselves. */
struct faults {
    uint64_t missing, gaps, doubled, differing, misplaced, refused, lagged, closed, malformed;
};

/* What a sender sent: when, and the seq that each message got in the answer and in the log. */
struct sender {
    struct message {
        uint64_t sent_ns;
        int64_t answered, logged;
    } ring[SENDER_RING];
    uint32_t made, next_logged, acknowledged;
};

struct entry {
    size_t begin, end; /* the event's bytes */
    uint64_t sent_ns;  /* 0: not one of ours */
};

struct group {
    char id[GROUP_CHARS + 1];
    int64_t base; /* the entries begin at seq base + 1 */
    char *bytes;
    size_t size, room;
    struct entry *entries;
    size_t count, entry_room;
    int timed;    /* its latencies count */
    int64_t near; /* the entry at which the last frame ended */
};

/* The latencies of the messages that were sent from `begin` to `end`, whenever they arrived. */
struct window {
    uint64_t begin, end;
    struct histogram latency;
};

/* What arrives is counted while `measuring`; faults always. */
struct tally {
    int measuring;
    int lossy; /* readers may miss events: each is parsed, none compared */
    uint64_t deliveries, events;
    uint64_t last_ns; /* when the last event arrived that might have been lost */
    struct window windows[2];
    struct faults faults;
    char remark[256]; /* the first fault in words */
};
extern struct tally tally;
void remark(const char *text, const char *bytes, size_t size);

/* Take the events `[from, to)`, JSON objects with commas between, that a reader who has the log up
 * to `*have` got at `now`: compare, append what is new, count. `who` finds a sender by its index. */
void ledger_take(struct group *group, int64_t *have, const char *from, const char *to,
                 uint64_t now, struct sender *(*who)(uint32_t index));

/* Note that message `number` of a sender was answered with `seq`. */
void ledger_answered(struct sender *sender, uint32_t number, int64_t seq);

/* The newest seq that anybody got. */
static inline int64_t ledger_head(const struct group *group) { return group->base + (int64_t)group->count; }

#endif
