/* One client of the wire on a non-blocking socket: connect, upgrade, log in, frames both ways. */
#define _GNU_SOURCE
#include "connection.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

#include "wire.h"

enum { AT_ONCE = 512 * 1024, LONGEST = 8 * 1024 * 1024 };

struct events events;
struct connection *connections;
struct group *groups;
int connection_count, group_count;

static int epoll_fd, server_port, source_count;
static char buffer[LONGEST + AT_ONCE];

void connections_begin(int epoll, int port, int sources) {
    epoll_fd = epoll;
    server_port = port;
    source_count = sources;
}

struct sender *sender_at(uint32_t index) {
    return index < (uint32_t)connection_count ? connections[index].sender : NULL;
}

struct group *group_at(const char *id, int64_t head) {
    for (int i = group_count - 1; i >= 0; i--) /* members come together: the last is the likely one */
        if (memcmp(groups[i].id, id, GROUP_CHARS) == 0) return &groups[i];
    if (group_count == connection_count) return NULL;
    struct group *group = &groups[group_count++];
    memcpy(group->id, id, GROUP_CHARS);
    group->base = head;
    return group;
}

static void drop(struct connection *connection) {
    if (connection->fd >= 0) close(connection->fd);
    connection->fd = -1;
    connection->in_size = connection->out_size = 0;
    connection->wants_out = 0;
}

/* The server, or the machine, ended a connection that the workload wanted. */
static void lost(struct connection *connection, const char *why, const char *bytes, size_t size) {
    drop(connection);
    if (events.lost && events.lost(connection)) return;
    tally.faults.closed++;
    remark(why, bytes, size);
    connection->state = ENDED;
}

void connection_open(struct connection *connection) {
    int one = 1;
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(server_port)};
    struct sockaddr_in from = {.sin_family = AF_INET};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    from.sin_addr.s_addr = htonl(INADDR_LOOPBACK + connection->index % source_count);
    connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (connection->fd < 0) {
        lost(connection, "no socket", strerror(errno), strlen(strerror(errno)));
        return;
    }
    setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    setsockopt(connection->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    bind(connection->fd, (struct sockaddr *)&from, sizeof from);
    if (connect(connection->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) {
        lost(connection, "cannot connect", strerror(errno), strlen(strerror(errno)));
        return;
    }
    connection->state = CONNECTING;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT, .data.ptr = connection};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connection->fd, &event);
    connection->wants_out = 1;
}

void connection_cut(struct connection *connection) {
    struct linger at_once = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    drop(connection);
    connection->state = IDLE;
}

/* --- outgoing */

static char *reserve(struct connection *connection, size_t size) {
    if (connection->out_size + size > connection->out_room) {
        connection->out_room = (connection->out_room + size) * 2;
        connection->out = realloc(connection->out, connection->out_room);
        if (!connection->out) abort();
    }
    return connection->out + connection->out_size;
}

static void put(struct connection *connection, int opcode, const char *payload, size_t size) {
    uint8_t mask[4];
    uint32_t random = (uint32_t)rand() * 2654435761u;
    memcpy(mask, &random, 4);
    char *out = reserve(connection, size + HEADER_MOST);
    size_t header = frame_header(out, opcode, size, mask);
    memcpy(out + header, payload, size);
    frame_mask(out + header, size, mask);
    connection->out_size += header + size;
}

static void want_out(struct connection *connection, int wanted) {
    if (connection->wants_out == wanted) return;
    connection->wants_out = wanted;
    struct epoll_event event = {.events = EPOLLIN | (wanted ? EPOLLOUT : 0), .data.ptr = connection};
    epoll_ctl(epoll_fd, EPOLL_CTL_MOD, connection->fd, &event);
}

void connection_flush(struct connection *connection) {
    if (connection->fd < 0 || connection->state == CONNECTING) return;
    if (connection->out_size) {
        ssize_t sent = send(connection->fd, connection->out, connection->out_size, MSG_NOSIGNAL);
        if (sent > 0) {
            connection->out_size -= sent;
            memmove(connection->out, connection->out + sent, connection->out_size);
        } else if (sent < 0 && errno != EAGAIN) {
            lost(connection, "cannot send", strerror(errno), strlen(strerror(errno)));
            return;
        }
    }
    want_out(connection, connection->out_size > 0);
}

void connection_send(struct connection *connection) {
    struct sender *sender = connection->sender;
    uint32_t number = sender->made++;
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    uint64_t ms = (uint64_t)wall.tv_sec * 1000 + wall.tv_nsec / 1000000;
    char text[400];
    int size = snprintf(text, sizeof text,
        "{\"type\":\"send\",\"id\":%u,\"group\":\"%s\","
        "\"key\":\"%08x-%04x-7%03x-8%03x-%05x%07x\","
        "\"text\":\"This is message %07u of sender %05d: about a hundred bytes, as people write them to each other.\"}",
        number + 2, connection->group->id, (unsigned)(ms >> 16), (unsigned)(ms & 0xffff),
        rand() & 0xfff, rand() & 0xfff, connection->index, number, number, connection->index);
    put(connection, OP_TEXT, text, size);
    sender->ring[number % SENDER_RING] = (struct message){.sent_ns = now_ns()};
}

static void catch_up(struct connection *connection) {
    char text[160];
    int size = snprintf(text, sizeof text,
        "{\"type\":\"catch_up\",\"id\":1,\"group\":\"%s\",\"after\":%lld,\"limit\":100}",
        connection->group->id, (long long)connection->missed);
    put(connection, OP_TEXT, text, size);
}

static void upgrade(struct connection *connection) {
    char *out = reserve(connection, 300);
    connection->out_size += sprintf(out,
        "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: parlance.v1\r\n\r\n", server_port);
    connection->state = UPGRADING;
    connection_flush(connection);
}

/* --- incoming */

static int is(const char *at, const char *end, const char *type) {
    size_t size = strlen(type);
    return (size_t)(end - at) >= size && memcmp(at, type, size) == 0;
}

static void take_events(struct connection *connection, const char *at, const char *end, uint64_t now) {
    const char *section = find_field(at, end, "\"events\":[");
    const char *id = find_field(at, section ? section : end, "\"group\":\"");
    const char *close = end - 1;
    while (section && close > section && *close != ']') close--;
    struct group *group = connection->group;
    if (!section || *close != ']' || !id || !group || memcmp(id, group->id, GROUP_CHARS)) {
        tally.faults.malformed++;
        remark("events of no group of this reader", at, end - at);
        return;
    }
    if (!find_field(close, end, "\"id\":")) {
        ledger_take(group, &connection->have, section, close, now, sender_at);
        return;
    }
    int64_t before = connection->missed;
    ledger_take(group, &connection->missed, section, close, now, sender_at);
    if (connection->missed < connection->missed_to && connection->missed > before)
        catch_up(connection);
}

static void take_welcome(struct connection *connection, const char *at, const char *end) {
    const char *view = find_field(at, end, "\"groups\":[{\"id\":\"");
    int64_t head = view ? read_number(find_field(view, end, "\"head\":"), end) : 0;
    if (view) {
        struct group *group = group_at(view, head);
        if (!group || head < 0) {
            lost(connection, "more groups than told", at, end - at);
            return;
        }
        /* Who was cut off while catching up goes on from there. */
        if (!connection->group) connection->missed = head;
        else if (connection->missed >= connection->missed_to) connection->missed = connection->have;
        connection->missed_to = head;
        connection->group = group;
        connection->have = head;
        group->timed = connection->role == READS || connection->role == SENDS;
    }
    connection->state = READY;
    if (connection->missed < connection->missed_to) catch_up(connection);
    events.ready(connection);
}

static void take_text(struct connection *connection, const char *at, const char *end, uint64_t now) {
    if (is(at, end, "{\"type\":\"events\"")) {
        take_events(connection, at, end, now);
    } else if (is(at, end, "{\"type\":\"sent\"")) {
        int64_t id = read_number(find_field(at, end, "\"id\":"), end);
        int64_t seq = read_number(find_field(at, end, "\"seq\":"), end);
        if (!connection->sender || id < 2 || seq < 1) {
            tally.faults.malformed++;
            return;
        }
        ledger_answered(connection->sender, id - 2, seq);
        events.sent(connection);
    } else if (is(at, end, "{\"type\":\"hello\"")) {
        char text[160];
        int size = snprintf(text, sizeof text, "{\"type\":\"authenticate\",\"id\":1,\"token\":\"%s\"}",
                            connection->token);
        put(connection, OP_TEXT, text, size);
    } else if (is(at, end, "{\"type\":\"welcome\"")) {
        take_welcome(connection, at, end);
    } else if (is(at, end, "{\"type\":\"error\"")) {
        tally.faults.refused++;
        remark("refused", at, end - at);
    } else if (is(at, end, "{\"type\":\"lagged\"")) {
        tally.faults.lagged++;
        remark("a reader lagged", at, end - at);
    }
}

/* Take whole frames; returns how many bytes they were. */
static size_t take_frames(struct connection *connection, char *data, size_t size, uint64_t now) {
    size_t used = 0;
    struct frame frame;
    while (connection->state >= GREETING && connection->state < ENDED &&
           frame_read(data + used, size - used, &frame)) {
        if (frame.opcode == OP_TEXT) {
            take_text(connection, frame.payload, frame.payload + frame.size, now);
        } else if (frame.opcode == OP_PING) {
            put(connection, OP_PONG, frame.payload, frame.size);
        } else if (frame.opcode == OP_CLOSE) {
            lost(connection, "closed by the server", frame.size > 2 ? frame.payload + 2 : "", frame.size > 2 ? frame.size - 2 : 0);
        }
        used += frame.total;
    }
    return used;
}

static void keep(struct connection *connection, const char *data, size_t size) {
    if (connection->in_room < size) {
        connection->in_room = size * 2;
        free(connection->in);
        connection->in = malloc(connection->in_room);
        if (!connection->in) abort();
    }
    if (size) memcpy(connection->in, data, size);
    connection->in_size = size;
}

static void receive(struct connection *connection) {
    size_t size = connection->in_size;
    if (size) memcpy(buffer, connection->in, size);
    ssize_t got = recv(connection->fd, buffer + size, AT_ONCE, 0);
    uint64_t now = now_ns();
    if (got <= 0) {
        if (got < 0 && errno == EAGAIN) return;
        lost(connection, "connection lost", got < 0 ? strerror(errno) : "", got < 0 ? strlen(strerror(errno)) : 0);
        return;
    }
    size += got;
    size_t used = 0;
    if (connection->state == UPGRADING) {
        char *end = memmem(buffer, size, "\r\n\r\n", 4);
        if (end && memcmp(buffer, "HTTP/1.1 101", 12)) {
            lost(connection, "no upgrade", buffer, size);
            return;
        }
        if (end) {
            used = end + 4 - buffer;
            connection->state = GREETING;
        }
    }
    used += take_frames(connection, buffer + used, size - used, now);
    if (connection->fd < 0) return;
    if (size - used > LONGEST) {
        lost(connection, "too long a frame", "", 0);
        return;
    }
    keep(connection, buffer + used, size - used);
    connection_flush(connection);
}

void connection_turn(struct connection *connection, unsigned what) {
    if (connection->fd < 0) return;
    if (connection->state == CONNECTING) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(connection->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error) lost(connection, "cannot connect", strerror(error), strlen(strerror(error)));
        else upgrade(connection);
        return;
    }
    if (what & EPOLLOUT) connection_flush(connection);
    if (connection->fd >= 0 && what & (EPOLLIN | EPOLLERR | EPOLLHUP)) receive(connection);
}
