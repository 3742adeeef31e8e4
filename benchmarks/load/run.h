/* What the workloads share: the options, the progress of the connecting, and the figures. */
#ifndef RUN_H
#define RUN_H

#include <stdint.h>

#include "connection.h"

struct options {
    int port, sources, in_flight, window, rate;
    double warmup, seconds, away;
    const char *tokens;
    long watch;
    enum { CHAT, STORM, HOLD } workload;
};

struct figures {
    int ready;
    double connect_seconds, seconds, load_cpu, server_cpu;
    double back_seconds; /* of a storm: until all are back and caught up */
    uint64_t retries;
    uint64_t stalled_ns; /* the longest turn of the generator's own loop: it was not run, or too slow */
    int failed; /* not everybody got in */
    int told;   /* that it measures */
};

extern struct options options;
extern struct figures figures;

/* Connect everybody, some at a time: 1 when all are in, -1 when that failed. */
int connect_all(uint64_t now);
void connect_ready(struct connection *connection);
int connect_lost(struct connection *connection);

/* Send `rate` messages a second in all, by turns, or keep each sender's window full. */
void sending_begin(void);
void sending_end(void);
void sending_paced(int timer);
void sending_answered(struct connection *connection);

/* Count what arrives, and time what is sent, from now on until `measure_end`. */
void measure_begin(uint64_t now, struct window *window);
void measure_end(uint64_t now, struct window *window);

/* Whether every message was answered and every reader has the whole of its group. */
int all_arrived(void);

/* A workload's part of the loop: 1 when it is over. */
int chat_step(uint64_t now);
int storm_step(uint64_t now);
int storm_lost(struct connection *connection);
int hold_step(uint64_t now);

#endif
