/* The load generator: one thread, one workload, one JSON object at the end.
 *
 *   load --port P --tokens FILE [--warmup S] [--seconds S] [--window N | --rate N]
 *        [--sources N] [--in-flight N] [--watch PID] [--lossy]
 *
 * FILE has one line for each connection: its token, and ` send` where it sends. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "connection.h"
#include "wire.h"

enum { TURN = 1024, CONNECT_SECONDS = 120, DRAIN_SECONDS = 15 };

static struct {
    int port, sources, in_flight, window, rate;
    double warmup, seconds;
    const char *tokens;
    long watch;
} options = {.sources = 1, .in_flight = 200, .window = 10, .warmup = 1, .seconds = 4};

static enum { CONNECT, SETTLE, WARM, MEASURE, DRAIN, DONE } phase;
static int epoll_fd, timer_fd, opened, ready_count, sender_count;
static int *senders;
static uint64_t phase_ends, started;
static double connect_seconds, measured_seconds, load_cpu, server_cpu;
static uint64_t acknowledged;

static int sending(void) { return phase == WARM || phase == MEASURE; }

/* --- clocks */

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

/* --- what the connections tell */

static void on_ready(struct connection *connection) {
    (void)connection;
    ready_count++;
}

static void on_sent(struct connection *connection) {
    if (phase == MEASURE) acknowledged++;
    if (sending() && !options.rate) connection_send(connection);
}

/* --- phases */

static void open_more(void) {
    while (opened < connection_count && opened - ready_count < options.in_flight)
        connection_open(&connections[opened++]);
}

static void begin_sending(void) {
    if (options.rate) {
        long every = 1000000000L / options.rate;
        struct itimerspec beat = {{every / 1000000000, every % 1000000000}, {0, 1}};
        timerfd_settime(timer_fd, 0, &beat, NULL);
        return;
    }
    for (int i = 0; i < sender_count; i++) {
        for (int j = 0; j < options.window; j++) connection_send(&connections[senders[i]]);
        connection_flush(&connections[senders[i]]);
    }
}

static void send_paced(void) {
    static int turn;
    uint64_t due = 0;
    if (read(timer_fd, &due, sizeof due) != sizeof due || !sending()) return;
    while (due--) {
        struct connection *connection = &connections[senders[turn++ % sender_count]];
        connection_send(connection);
        connection_flush(connection);
    }
}

/* Whether every message was acknowledged and every reader has all of its group. */
static int all_arrived(void) {
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[i];
        if (connection->state != READY) continue;
        if (connection->sender && connection->sender->acknowledged < connection->sender->made) return 0;
        if (connection->group && connection->have < ledger_head(connection->group)) return 0;
    }
    return 1;
}

static void enter(int next, uint64_t now, double seconds) {
    phase = next;
    phase_ends = now + seconds * 1e9;
}

static void step(uint64_t now) {
    static uint64_t begun;
    if (phase == CONNECT) {
        open_more();
        if (ready_count == connection_count) {
            connect_seconds = (now - started) / 1e9;
            enter(SETTLE, now, 0.3);
        } else if (tally.faults.closed || tally.faults.refused || now > started + CONNECT_SECONDS * 1000000000ull) {
            enter(DONE, now, 0);
        }
    } else if (phase == DRAIN && all_arrived()) {
        enter(DONE, now, 0);
    } else if (now < phase_ends) {
        return;
    } else if (phase == SETTLE) {
        enter(WARM, now, options.warmup);
        begin_sending();
    } else if (phase == WARM) {
        enter(MEASURE, now, options.seconds);
        tally.measuring = 1;
        begun = now;
        load_cpu = own_cpu();
        server_cpu = watched_cpu();
    } else if (phase == MEASURE) {
        tally.measuring = 0;
        measured_seconds = (now - begun) / 1e9;
        load_cpu = own_cpu() - load_cpu;
        server_cpu = watched_cpu() - server_cpu;
        enter(DRAIN, now, DRAIN_SECONDS);
    } else {
        enter(DONE, now, 0);
    }
}

/* --- begin and end */

static void read_options(int count, char **arguments) {
    static const struct option known[] = {
        {"port", 1, 0, 'p'}, {"tokens", 1, 0, 't'}, {"warmup", 1, 0, 'u'}, {"seconds", 1, 0, 's'},
        {"window", 1, 0, 'w'}, {"rate", 1, 0, 'r'}, {"sources", 1, 0, 'o'}, {"in-flight", 1, 0, 'f'},
        {"watch", 1, 0, 'c'}, {"lossy", 0, 0, 'l'}, {0, 0, 0, 0}};
    for (int option; (option = getopt_long(count, arguments, "", known, NULL)) != -1;) {
        switch (option) {
        case 'p': options.port = atoi(optarg); break;
        case 't': options.tokens = optarg; break;
        case 'u': options.warmup = atof(optarg); break;
        case 's': options.seconds = atof(optarg); break;
        case 'w': options.window = atoi(optarg); break;
        case 'r': options.rate = atoi(optarg); break;
        case 'o': options.sources = atoi(optarg); break;
        case 'f': options.in_flight = atoi(optarg); break;
        case 'c': options.watch = atol(optarg); break;
        case 'l': tally.lossy = 1; break;
        default: exit(2);
        }
    }
    if (!options.port || !options.tokens) {
        fprintf(stderr, "load: --port and --tokens are needed\n");
        exit(2);
    }
}

static void read_tokens(void) {
    FILE *file = fopen(options.tokens, "r");
    char line[200], role[16];
    int room = 0;
    if (!file) {
        perror(options.tokens);
        exit(2);
    }
    while (fgets(line, sizeof line, file)) {
        if (connection_count == room) {
            room = room ? room * 2 : 1024;
            connections = realloc(connections, room * sizeof *connections);
            senders = realloc(senders, room * sizeof *senders);
            if (!connections || !senders) abort();
        }
        struct connection *connection = &connections[connection_count];
        memset(connection, 0, sizeof *connection);
        connection->fd = -1;
        connection->index = connection_count;
        if (sscanf(line, "%79s %15s", connection->token, role) == 2) {
            connection->sender = calloc(1, sizeof *connection->sender);
            senders[sender_count++] = connection_count;
        }
        connection_count++;
    }
    fclose(file);
    groups = calloc(connection_count + 1, sizeof *groups);
}

static void report(void) {
    uint64_t made = 0, unanswered = 0;
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[i];
        if (connection->sender) {
            made += connection->sender->made;
            unanswered += connection->sender->made - connection->sender->acknowledged;
        }
        if (connection->group && connection->have < ledger_head(connection->group))
            tally.faults.missing += ledger_head(connection->group) - connection->have;
    }
    struct faults *faults = &tally.faults;
    printf("{\"connections\":%d,\"ready\":%d,\"connect_seconds\":%.3f,\"seconds\":%.4f,"
           "\"deliveries\":%llu,\"messages\":%llu,\"acknowledged\":%llu,"
           "\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"most_ms\":%.3f,\"load_cpu\":%.3f,\"server_cpu\":%.3f,"
           "\"sent\":%llu,\"unanswered\":%llu,",
           connection_count, ready_count, connect_seconds, measured_seconds,
           (unsigned long long)tally.deliveries, (unsigned long long)tally.events,
           (unsigned long long)acknowledged, histogram_ms(&tally.latency, 0.5),
           histogram_ms(&tally.latency, 0.99), tally.latency.most / 1e6, load_cpu, server_cpu,
           (unsigned long long)made, (unsigned long long)unanswered);
    printf("\"faults\":{\"missing\":%llu,\"gaps\":%llu,\"doubled\":%llu,\"differing\":%llu,"
           "\"misplaced\":%llu,\"refused\":%llu,\"lagged\":%llu,\"closed\":%llu,\"malformed\":%llu},"
           "\"remark\":\"%s\"}\n",
           (unsigned long long)faults->missing, (unsigned long long)faults->gaps,
           (unsigned long long)faults->doubled, (unsigned long long)faults->differing,
           (unsigned long long)faults->misplaced, (unsigned long long)faults->refused,
           (unsigned long long)faults->lagged, (unsigned long long)faults->closed,
           (unsigned long long)faults->malformed, tally.remark);
}

static void take_many_files(void) {
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

int main(int count, char **arguments) {
    struct epoll_event turn[TURN];
    read_options(count, arguments);
    read_tokens();
    take_many_files();
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event on_timer = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, timer_fd, &on_timer);
    events.ready = on_ready;
    events.sent = on_sent;
    connections_begin(epoll_fd, options.port, options.sources);
    started = now_ns();
    while (phase != DONE) {
        step(now_ns());
        int many = epoll_wait(epoll_fd, turn, TURN, 10);
        for (int i = 0; i < many; i++) {
            if (turn[i].data.ptr) connection_turn(turn[i].data.ptr, turn[i].events);
            else send_paced();
        }
    }
    report();
    return 0;
}
