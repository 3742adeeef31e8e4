/* The physical limit: a chat server that keeps nothing, checks nothing and does nothing but relay.
 *
 *   loop --write-per-message | --coalesce
 *
 * One epoll loop, one thread, the wire of the product as far as the load generator needs it:
 * hello, authenticate (the token names the group: gGGGGGG-…), welcome, send, sent and events.
 * `--write-per-message` writes each message to each member by itself, `--coalesce` what came in one
 * turn of the loop as one write for each member. It prints its address, on a free port, once it listens. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "../load/wire.h"

enum { TURN = 1024, AT_ONCE = 65536, GROUPS = 4096, EVENT_ROOM = 16384 };

struct bytes {
    char *at;
    size_t size, room;
};

struct peer {
    int fd, upgraded, group, place, wants_out;
    char user[16];
    struct bytes in, out; /* `out`: what the kernel did not take, or this turn's replies */
};

struct group {
    struct peer **members;
    int count, room, dirty;
    long long seq;
    struct bytes events; /* this turn's, with commas between */
};

static struct group groups[GROUPS];
static int dirty[GROUPS], dirty_count, coalesce, epoll_fd, users;
static struct peer **answered; /* peers with replies of this turn */
static int answered_count, answered_room;

static void add(struct bytes *bytes, const char *data, size_t size) {
    if (bytes->size + size > bytes->room) {
        bytes->room = (bytes->size + size) * 2;
        bytes->at = realloc(bytes->at, bytes->room);
        if (!bytes->at) abort();
    }
    memcpy(bytes->at + bytes->size, data, size);
    bytes->size += size;
}

static void want_out(struct peer *peer, int wanted) {
    if (peer->wants_out == wanted) return;
    peer->wants_out = wanted;
    struct epoll_event event = {.events = EPOLLIN | (wanted ? EPOLLOUT : 0), .data.ptr = peer};
    epoll_ctl(epoll_fd, EPOLL_CTL_MOD, peer->fd, &event);
}

/* Write what waits and then `data`; what the kernel does not take waits. */
static void deliver(struct peer *peer, const char *data, size_t size) {
    if (peer->out.size) {
        add(&peer->out, data, size);
        data = peer->out.at;
        size = peer->out.size;
    }
    ssize_t sent = peer->fd < 0 ? (ssize_t)size : send(peer->fd, data, size, MSG_NOSIGNAL);
    if (sent < 0) sent = errno == EAGAIN ? 0 : (ssize_t)size; /* a broken one is noticed by reading */
    if (data == peer->out.at) {
        memmove(peer->out.at, peer->out.at + sent, size - sent);
        peer->out.size = size - sent;
    } else if ((size_t)sent < size) {
        add(&peer->out, data + sent, size - sent);
    }
    want_out(peer, peer->out.size > 0);
}

static void add_frame(struct bytes *to, const char *payload, size_t size) {
    char header[HEADER_MOST];
    add(to, header, frame_header(header, OP_TEXT, size, NULL));
    add(to, payload, size);
}

static void leave(struct peer *peer) {
    close(peer->fd);
    peer->fd = -1;
    if (peer->group < 0) return;
    struct group *group = &groups[peer->group];
    struct peer *last = group->members[--group->count];
    group->members[peer->place] = last;
    last->place = peer->place;
    peer->group = -1;
}

static void enter(struct peer *peer, const char *token, const char *end) {
    char text[512];
    int64_t id = read_number(token + 1, end);
    if (*token != 'g' || id < 0 || id >= GROUPS || peer->group >= 0) {
        leave(peer);
        return;
    }
    struct group *group = &groups[id];
    if (group->count == group->room) {
        group->room = group->room ? group->room * 2 : 4;
        group->members = realloc(group->members, group->room * sizeof *group->members);
        if (!group->members) abort();
    }
    peer->group = id;
    peer->place = group->count;
    group->members[group->count++] = peer;
    snprintf(peer->user, sizeof peer->user, "%x", ++users);
    int size = snprintf(text, sizeof text,
        "{\"type\":\"welcome\",\"token\":\"-\",\"epoch\":\"-\",\"user\":{\"id\":\"%s\"},"
        "\"groups\":[{\"id\":\"00000000-0000-7000-8000-%012d\",\"head\":%lld}],\"users\":[],\"id\":1}",
        peer->user, peer->group, group->seq);
    struct bytes frame = {0};
    add_frame(&frame, text, size);
    deliver(peer, frame.at, frame.size);
    free(frame.at);
}

/* Return the frame of the events that gathered in a group. */
static struct bytes *events_frame(struct group *group) {
    static struct bytes payload, frame;
    char text[160];
    payload.size = frame.size = 0;
    add(&payload, text, snprintf(text, sizeof text,
        "{\"type\":\"events\",\"group\":\"00000000-0000-7000-8000-%012d\",\"events\":[", (int)(group - groups)));
    add(&payload, group->events.at, group->events.size);
    add(&payload, text, snprintf(text, sizeof text, "],\"head\":%lld}", group->seq));
    add_frame(&frame, payload.at, payload.size);
    group->events.size = 0;
    return &frame;
}

static void publish(struct group *group) {
    struct bytes *frame = events_frame(group);
    for (int i = 0; i < group->count; i++) deliver(group->members[i], frame->at, frame->size);
}

static void take_send(struct peer *peer, const char *at, const char *end) {
    static char event[EVENT_ROOM];
    char text[200];
    struct group *group = &groups[peer->group];
    const char *key = find_field(at, end, "\"key\":\""), *said = find_field(at, end, "\"text\":\"");
    int64_t id = read_number(find_field(at, end, "\"id\":"), end);
    if (!key || !said || id < 0) return;
    const char *key_end = memchr(key, '"', end - key), *said_end = said;
    while (said_end < end && *said_end != '"') said_end += 1 + (*said_end == '\\');
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    long long ms = wall.tv_sec * 1000LL + wall.tv_nsec / 1000000;
    long long seq = ++group->seq;
    size_t size = snprintf(event, sizeof event,
        "%s{\"kind\":\"message\",\"key\":\"%.*s\",\"n\":%lld,\"text\":\"%.*s\",\"seq\":%lld,\"at\":%lld,\"by\":\"%s\"}",
        group->events.size ? "," : "", (int)(key_end - key), key, seq, (int)(said_end - said), said, seq, ms,
        peer->user);
    if (size >= sizeof event) abort();
    add(&group->events, event, size);
    if (coalesce && !group->dirty) {
        group->dirty = 1;
        dirty[dirty_count++] = group - groups;
    }
    if (coalesce && !peer->out.size) {
        if (answered_count == answered_room) {
            answered_room = answered_room ? answered_room * 2 : 64;
            answered = realloc(answered, answered_room * sizeof *answered);
            if (!answered) abort();
        }
        answered[answered_count++] = peer;
    }
    size = snprintf(text, sizeof text,
        "{\"type\":\"sent\",\"group\":\"00000000-0000-7000-8000-%012d\",\"seq\":%lld,\"at\":%lld,\"id\":%lld}",
        peer->group, seq, ms, (long long)id);
    /* Waits for the sender's own copy of the event: one write for both. */
    add_frame(&peer->out, text, size);
    if (!coalesce) publish(group);
}

/* Write what came in this turn. The sender's replies stand before the events in his buffer. */
static void end_turn(void) {
    for (int i = 0; i < dirty_count; i++) {
        groups[dirty[i]].dirty = 0;
        publish(&groups[dirty[i]]);
    }
    for (int i = 0; i < answered_count; i++)
        if (answered[i]->fd >= 0 && answered[i]->out.size && !answered[i]->wants_out) deliver(answered[i], "", 0);
    dirty_count = answered_count = 0;
}

static void take_frame(struct peer *peer, struct frame *frame) {
    char *at = frame->payload, *end = at + frame->size;
    if (frame->masked) frame_mask(at, frame->size, frame->mask);
    if (frame->opcode == OP_CLOSE) leave(peer);
    if (frame->opcode != OP_TEXT) return;
    const char *token = find_field(at, end, "\"token\":\"");
    if (peer->group < 0 && token) enter(peer, token, end);
    else if (peer->group >= 0) take_send(peer, at, end);
}

/* Answer the handshake; returns how many bytes it was, 0 while it is not whole. */
static size_t upgrade(struct peer *peer) {
    static const char hello[] =
        "{\"type\":\"hello\",\"server\":\"loop\",\"version\":\"1\",\"protocol\":1,\"limits\":{}}";
    char *start = peer->in.at, *end = memmem(start, peer->in.size, "\r\n\r\n", 4);
    if (!end) return 0;
    const char *key = find_field(start, end, "Sec-WebSocket-Key: ");
    char accept[ACCEPT_CHARS + 1] = "", text[256];
    if (key) accept_key(key, (char *)memchr(key, '\r', end + 1 - key) - key, accept);
    struct bytes out = {0};
    add(&out, text, snprintf(text, sizeof text,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Accept: %s\r\nSec-WebSocket-Protocol: parlance.v1\r\n\r\n", accept));
    add_frame(&out, hello, sizeof hello - 1);
    deliver(peer, out.at, out.size);
    free(out.at);
    peer->upgraded = 1;
    return end + 4 - start;
}

static void receive(struct peer *peer) {
    static char buffer[AT_ONCE];
    ssize_t got = recv(peer->fd, buffer, AT_ONCE, 0);
    if (got <= 0) {
        if (got == 0 || errno != EAGAIN) leave(peer);
        return;
    }
    add(&peer->in, buffer, got);
    size_t used = peer->upgraded ? 0 : upgrade(peer);
    struct frame frame;
    while (peer->upgraded && peer->fd >= 0 && frame_read(peer->in.at + used, peer->in.size - used, &frame)) {
        take_frame(peer, &frame);
        used += frame.total;
    }
    peer->in.size -= used;
    if (peer->in.size) {
        memmove(peer->in.at, peer->in.at + used, peer->in.size);
    } else {
        free(peer->in.at);
        peer->in = (struct bytes){0};
    }
}

static void take_in(int listener) {
    for (int fd; (fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) {
        int one = 1;
        struct peer *peer = calloc(1, sizeof *peer);
        if (!peer) abort();
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        peer->fd = fd;
        peer->group = -1;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = peer};
        epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event);
    }
}

int main(int count, char **arguments) {
    struct epoll_event turn[TURN];
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct rlimit limit;
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (count != 2 || (strcmp(arguments[1], "--coalesce") && strcmp(arguments[1], "--write-per-message"))) {
        fprintf(stderr, "loop: --coalesce or --write-per-message\n");
        return 2;
    }
    coalesce = arguments[1][2] == 'c';
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) {
        perror("loop");
        return 1;
    }
    socklen_t size = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &size);
    printf("listening on ws://127.0.0.1:%d/ws\n", ntohs(address.sin_port));
    fflush(stdout);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int many = epoll_wait(epoll_fd, turn, TURN, -1);
        for (int i = 0; i < many; i++) {
            struct peer *peer = turn[i].data.ptr;
            if (!peer) take_in(listener);
            else if (peer->fd >= 0 && turn[i].events & EPOLLOUT) deliver(peer, "", 0);
            if (peer && peer->fd >= 0 && turn[i].events & ~EPOLLOUT) receive(peer);
        }
        end_turn();
    }
}
