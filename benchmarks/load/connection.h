/* One client of the wire on a non-blocking socket: connect, upgrade, log in, frames both ways. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include <netinet/in.h>

#include "ledger.h"

enum state { IDLE, CONNECTING, UPGRADING, GREETING, READY, ENDED };
enum role { READS, SENDS, SPEAKS, CUT_OFF };

struct connection {
    int fd, index;
    enum state state;
    enum role role;
    char token[80];
    struct sender *sender; /* NULL: reads only */
    struct group *group;
    int64_t have;              /* live events so far */
    int64_t missed, missed_to; /* caught up so far, and how far to go; equal: nothing to fetch */
    char *in, *out;
    size_t in_size, in_room, out_size, out_room;
    int wants_out;
};

/* What a workload hears. */
struct events {
    void (*ready)(struct connection *connection);
    void (*sent)(struct connection *connection);
    int (*lost)(struct connection *connection); /* true: it will be opened again, no fault */
};
extern struct events events;

/* Connect to 127.0.0.1:`port`, spread over `sources` addresses of the loopback net. */
void connections_begin(int epoll, int port, int sources);
void connection_open(struct connection *connection);
/* Cut it off without a word: RST. It may be opened again. */
void connection_cut(struct connection *connection);
/* Carry out what epoll reports. */
void connection_turn(struct connection *connection, unsigned what);

/* Queue a message of about 100 bytes; it goes out with `connection_flush`. */
void connection_send(struct connection *connection);
void connection_flush(struct connection *connection);

/* By the index in the list of tokens; NULL where it sends nothing. */
struct sender *sender_at(uint32_t index);
/* The group with this id, made at its first use with its log beginning after `head`. */
struct group *group_at(const char *id, int64_t head);

extern struct connection *connections;
extern int connection_count;
extern struct group *groups;
extern int group_count;

#endif
