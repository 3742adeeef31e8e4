/* A storm: many clients are cut off at once, and some seconds later all come back at once, by token,
 * and fetch what they missed, while others chat on and are timed. */
#include "run.h"

enum { BACK_SECONDS = 60, DRAIN_SECONDS = 15, AFTER_CUT_SECONDS = 1 };

static enum { CONNECTING_ALL, CHATTING, CUT, AWAY, BACK, DRAINING } phase;

static int everybody_back(void) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[i];
        if (connection->role == CUT_OFF &&
            (connection->state != READY || connection->missed < connection->missed_to))
            return 0;
    }
    return 1;
}

static void each_cut_off(void (*act)(struct connection *)) {
    for (int i = 0; i < connection_count; i++)
        if (connections[i].role == CUT_OFF) act(&connections[i]);
}

/* Whoever does not get in tries again, as a client does. */
int storm_lost(struct connection *connection) {
    if (phase == CONNECTING_ALL) return connect_lost(connection);
    if (phase != BACK || connection->role != CUT_OFF) return 0;
    figures.retries++;
    connection->state = IDLE;
    return 1;
}

static void open_again(void) {
    for (int i = 0; i < connection_count; i++)
        if (connections[i].role == CUT_OFF && connections[i].state == IDLE) connection_open(&connections[i]);
}

int storm_step(uint64_t now) {
    static uint64_t ends, came;
    if (phase == CONNECTING_ALL) {
        int in = connect_all(now);
        if (in > 0) {
            phase = CHATTING;
            ends = now + options.warmup * 1e9;
            sending_begin();
        }
        return in < 0;
    }
    if (phase == BACK && everybody_back()) {
        figures.back_seconds = (now - came) / 1e9;
        measure_end(now, &tally.windows[0]);
        sending_end();
        phase = DRAINING;
        ends = now + DRAIN_SECONDS * 1000000000ull;
    } else if (phase == BACK) {
        open_again();
    }
    if (phase == DRAINING && all_arrived()) return 1;
    if (phase == BACK && tally.faults.refused) ends = now; /* nobody asks again */
    if (now < ends) return 0;
    switch (phase) {
    case CHATTING:
        measure_begin(now, &tally.windows[1]);
        each_cut_off(connection_cut);
        phase = CUT;
        ends = now + AFTER_CUT_SECONDS * 1000000000ull;
        return 0;
    case CUT:
        measure_end(now, &tally.windows[1]);
        phase = AWAY;
        ends = now + options.away * 1e9;
        return 0;
    case AWAY:
        measure_begin(now, &tally.windows[0]);
        came = now;
        phase = BACK;
        ends = now + BACK_SECONDS * 1000000000ull;
        open_again();
        return 0;
    case BACK:
        figures.failed = 1;
        return 1;
    default:
        return 1;
    }
}
