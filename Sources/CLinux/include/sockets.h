#pragma once
#include <stdint.h>

/// The most bytes that the name of a unix socket can have.
enum { CLINUX_SOCKET_NAME_BYTES = 107 };

/// Names are bytes with their count; a first byte of 0 makes an abstract name. All sockets are close-on-exec.

/// A listening, non-blocking stream socket.
int32_t clinux_listen(const uint8_t *name, uint32_t count, int32_t backlog);

/// A datagram socket of that name; as clinux_listen otherwise.
int32_t clinux_receive_at(const uint8_t *name, uint32_t count);

/// A connected stream socket, still non-blocking; EAGAIN when the backlog is full.
int32_t clinux_connect(const uint8_t *name, uint32_t count);

/// A non-blocking connection, or -EAGAIN.
int32_t clinux_accept(int32_t listener);

/// Two connected stream sockets, both blocking.
int32_t clinux_socket_pair(int32_t *first, int32_t *second);

/// A pipe's reading and writing end.
int32_t clinux_pipe(int32_t *reading, int32_t *writing);

/// The pid, user and group at the other end when it connected.
int32_t clinux_peer(int32_t socket, int32_t *pid, uint32_t *user, uint32_t *group);

/// Ends reading (0), writing (1) or both (2) of a connection, also under a thread that is blocked in it.
int32_t clinux_shut_down(int32_t socket, int32_t direction);
