/* Connecting, sending and measuring, and the workload made of just that: connect, settle, warm up,
 * measure, let everything arrive. */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "run.h"

enum { CONNECT_SECONDS = 120, RETRIES = 1000, DRAIN_SECONDS = 15, QUIET_SECONDS = 3 };

static int opened, waiting, sending, timer_fd = -1;
static uint64_t started, begun;

/* --- connecting */

/* Who is turned away while all are coming tries again, as a client does. */
int connect_lost(struct connection *connection) {
    if (connection->state == READY || figures.connect_seconds || ++figures.retries > RETRIES) return 0;
    connection->state = IDLE;
    waiting++;
    return 1;
}

int connect_all(uint64_t now) {
    if (!started) started = now;
    for (int i = 0; waiting && i < opened; i++) {
        if (connections[i].state != IDLE) continue;
        waiting--;
        connection_open(&connections[i]);
    }
    while (opened < connection_count && opened - figures.ready < options.in_flight)
        connection_open(&connections[opened++]);
    if (figures.ready == connection_count) {
        figures.connect_seconds = (now - started) / 1e9;
        return 1;
    }
    figures.failed = tally.faults.closed || tally.faults.refused || now > started + CONNECT_SECONDS * 1000000000ull;
    return figures.failed ? -1 : 0;
}

void connect_ready(struct connection *connection) {
    (void)connection;
    figures.ready++;
}

/* --- sending */

static struct connection *next_sender(void) {
    static int turn;
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[turn++ % connection_count];
        if (connection->sender) return connection;
    }
    return NULL;
}

void sending_begin(void) {
    sending = 1;
    if (options.rate) return;
    for (int i = 0; i < connection_count; i++) {
        if (!connections[i].sender) continue;
        for (int j = 0; j < options.window; j++) connection_send(&connections[i]);
        connection_flush(&connections[i]);
    }
}

void sending_end(void) { sending = 0; }

void sending_paced(int timer) {
    uint64_t due = 0;
    timer_fd = timer;
    if (read(timer_fd, &due, sizeof due) != sizeof due || !sending) return;
    for (struct connection *connection; due-- && (connection = next_sender());) {
        connection_send(connection);
        connection_flush(connection);
    }
}

void sending_answered(struct connection *connection) {
    if (sending && !options.rate) connection_send(connection);
}

/* --- measuring */

static double own_cpu(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

/* User and system time of the watched process, in seconds. */
static double watched_cpu(void) {
    char path[64], text[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", options.watch);
    FILE *file = options.watch ? fopen(path, "r") : NULL;
    if (!file) return 0;
    size_t size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = 0;
    char *after = strrchr(text, ')');
    if (after) sscanf(after, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

void measure_begin(uint64_t now, struct window *window) {
    window->begin = now;
    window->end = UINT64_MAX;
    if (!figures.told) {
        figures.told = 1;
        printf("measuring\n");
        fflush(stdout);
    }
    tally.deliveries = tally.events = 0;
    tally.measuring = 1;
    begun = now;
    figures.load_cpu = own_cpu();
    figures.server_cpu = watched_cpu();
}

void measure_end(uint64_t now, struct window *window) {
    window->end = now;
    tally.measuring = 0;
    figures.seconds = (now - begun) / 1e9;
    figures.load_cpu = own_cpu() - figures.load_cpu;
    figures.server_cpu = watched_cpu() - figures.server_cpu;
}

/* --- the workload */

int all_arrived(void) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[i];
        if (connection->state == ENDED) continue;
        if (connection->state != READY || connection->missed < connection->missed_to) return 0;
        if (connection->sender && connection->sender->acknowledged < connection->sender->made) return 0;
        if (connection->group && connection->have < ledger_head(connection->group)) return 0;
    }
    return 1;
}

int chat_step(uint64_t now) {
    static enum { CONNECTING_ALL, SETTLING, WARMING, MEASURING, DRAINING } phase;
    static uint64_t ends;
    if (phase == CONNECTING_ALL) {
        int in = connect_all(now);
        if (in > 0) {
            phase = SETTLING;
            ends = now + 300000000;
        }
        return in < 0;
    }
    if (phase == DRAINING && (tally.lossy ? now > tally.last_ns + QUIET_SECONDS * 1000000000ull : all_arrived())) return 1;
    if (now < ends) return 0;
    switch (phase) {
    case SETTLING:
        sending_begin();
        ends = now + options.warmup * 1e9;
        phase = WARMING;
        return 0;
    case WARMING:
        measure_begin(now, &tally.windows[0]);
        ends = now + options.seconds * 1e9;
        phase = MEASURING;
        return 0;
    case MEASURING:
        measure_end(now, &tally.windows[0]);
        sending_end();
        ends = now + DRAIN_SECONDS * 1000000000ull;
        phase = DRAINING;
        return 0;
    default:
        return 1;
    }
}

int hold_step(uint64_t now) {
    static int told;
    int in = told ? 1 : connect_all(now);
    if (in > 0 && !told) {
        told = 1;
        printf("holding\n");
        fflush(stdout);
    }
    return in < 0;
}
