/* The load generator: one thread, one workload. It says `measuring` when it begins to count, and one
 * JSON object at the end.
 *
 *   load --port P --tokens FILE [--warmup S] [--seconds S] [--window N | --rate N] [--away S]
 *        [--sources N] [--in-flight N] [--watch PID] [--lossy] [--storm | --hold]
 *
 * FILE has one line for each connection: its token and, where it does more than read, ` send`,
 * ` speak` (sends, but is not timed) or ` cut` (is cut off in the storm). `--hold` says `holding`
 * when all are in and then stays until its standard input ends. */
#define _GNU_SOURCE
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "run.h"
#include "wire.h"

enum { TURN = 1024 };

struct options options = {.sources = 1, .in_flight = 200, .window = 10, .warmup = 1, .seconds = 4, .away = 2};
struct figures figures;

static void read_options(int count, char **arguments) {
    static const struct option known[] = {
        {"port", 1, 0, 'p'}, {"tokens", 1, 0, 't'}, {"warmup", 1, 0, 'u'}, {"seconds", 1, 0, 's'},
        {"window", 1, 0, 'w'}, {"rate", 1, 0, 'r'}, {"sources", 1, 0, 'o'}, {"in-flight", 1, 0, 'f'},
        {"watch", 1, 0, 'c'}, {"away", 1, 0, 'a'}, {"lossy", 0, 0, 'l'}, {"storm", 0, 0, 'x'},
        {"hold", 0, 0, 'h'}, {0, 0, 0, 0}};
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
        case 'a': options.away = atof(optarg); break;
        case 'l': tally.lossy = 1; break;
        case 'x': options.workload = STORM; break;
        case 'h': options.workload = HOLD; break;
        default: exit(2);
        }
    }
    if (!options.port || !options.tokens || options.sources < 1) {
        fprintf(stderr, "load: --port and --tokens are needed\n");
        exit(2);
    }
}

static enum role role_of(const char *name) {
    if (strcmp(name, "send") == 0) return SENDS;
    if (strcmp(name, "speak") == 0) return SPEAKS;
    if (strcmp(name, "cut") == 0) return CUT_OFF;
    fprintf(stderr, "load: no role %s\n", name);
    exit(2);
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
            if (!connections) abort();
        }
        struct connection *connection = &connections[connection_count];
        memset(connection, 0, sizeof *connection);
        connection->fd = -1;
        connection->index = connection_count++;
        if (sscanf(line, "%79s %15s", connection->token, role) == 2) connection->role = role_of(role);
        if (connection->role == SENDS || connection->role == SPEAKS)
            connection->sender = calloc(1, sizeof *connection->sender);
    }
    fclose(file);
    groups = calloc(connection_count + 1, sizeof *groups);
}

static void report(void) {
    unsigned long long made = 0, unanswered = 0;
    struct faults *faults = &tally.faults;
    const struct histogram *timed = &tally.windows[0].latency;
    for (int i = 0; i < connection_count; i++) {
        struct connection *connection = &connections[i];
        if (connection->sender) {
            made += connection->sender->made;
            unanswered += connection->sender->made - connection->sender->acknowledged;
        }
        if (connection->group && connection->have < ledger_head(connection->group))
            faults->missing += ledger_head(connection->group) - connection->have;
        if (connection->missed < connection->missed_to)
            faults->missing += connection->missed_to - connection->missed;
    }
    printf("{\"connections\":%d,\"ready\":%d,\"failed\":%s,\"connect_seconds\":%.3f,\"seconds\":%.4f,"
           "\"deliveries\":%llu,\"messages\":%llu,\"sent\":%llu,\"unanswered\":%llu,"
           "\"p50_ms\":%.3f,\"p99_ms\":%.3f,\"most_ms\":%.3f,\"load_cpu\":%.3f,\"server_cpu\":%.3f,"
           "\"back_seconds\":%.3f,\"cut_p99_ms\":%.3f,\"retries\":%llu,"
           "\"stalled_ms\":%.1f,",
           connection_count, figures.ready, figures.failed ? "true" : "false", figures.connect_seconds,
           figures.seconds, (unsigned long long)tally.deliveries, (unsigned long long)tally.events, made,
           unanswered, histogram_ms(timed, 0.5), histogram_ms(timed, 0.99), timed->most / 1e6,
           figures.load_cpu, figures.server_cpu, figures.back_seconds,
           histogram_ms(&tally.windows[1].latency, 0.99),
           (unsigned long long)figures.retries, figures.stalled_ns / 1e6);
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

/* Begin the beat of `--rate`; returns its descriptor. */
static int begin_beat(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    long every = options.rate ? 1000000000L / options.rate : 0;
    struct itimerspec beat = {{every / 1000000000, every % 1000000000}, {0, options.rate > 0}};
    timerfd_settime(timer, 0, &beat, NULL);
    return timer;
}

int main(int count, char **arguments) {
    static int timer, standard_input;
    struct epoll_event turn[TURN];
    read_options(count, arguments);
    read_tokens();
    take_many_files();
    int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event on_timer = {.events = EPOLLIN, .data.ptr = &timer};
    struct epoll_event on_input = {.events = EPOLLIN, .data.ptr = &standard_input};
    timer = begin_beat();
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, timer, &on_timer);
    if (options.workload == HOLD) epoll_ctl(epoll_fd, EPOLL_CTL_ADD, 0, &on_input);
    events.ready = connect_ready;
    events.sent = sending_answered;
    events.lost = options.workload == STORM ? storm_lost : connect_lost;
    connections_begin(epoll_fd, options.port, options.sources);
    int (*step)(uint64_t) = options.workload == STORM ? storm_step
                            : options.workload == HOLD ? hold_step : chat_step;
    uint64_t before = now_ns();
    for (int over = 0; !over;) {
        uint64_t now = now_ns();
        if (tally.measuring && now - before > figures.stalled_ns) figures.stalled_ns = now - before;
        before = now;
        over = step(now);
        int many = epoll_wait(epoll_fd, turn, TURN, 10);
        for (int i = 0; i < many; i++) {
            void *what = turn[i].data.ptr;
            if (what == &timer) sending_paced(timer);
            else if (what == &standard_input) over = 1;
            else connection_turn(what, turn[i].events);
        }
    }
    report();
    return figures.failed;
}
