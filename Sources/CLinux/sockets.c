#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int address_of(struct sockaddr_un *address, socklen_t *length, const uint8_t *name, uint32_t count) {
    if (count == 0 || count > CLINUX_SOCKET_NAME_BYTES) return -ENAMETOOLONG;
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    memcpy(address->sun_path, name, count);
    // An abstract name is as long as it is said to be; a path ends with a zero.
    *length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + count + (name[0] ? 1 : 0));
    return 0;
}

static int32_t closing(int descriptor) {
    int error = errno;
    close(descriptor);
    return -error;
}

int32_t clinux_listen(const uint8_t *name, uint32_t count, int32_t backlog) {
    struct sockaddr_un address;
    socklen_t length;
    int refused = address_of(&address, &length, name, count);
    if (refused) return refused;
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (listener < 0) return -errno;
    if (bind(listener, (struct sockaddr *)&address, length) < 0) return closing(listener);
    if (listen(listener, backlog) < 0) return closing(listener);
    return listener;
}

int32_t clinux_receive_at(const uint8_t *name, uint32_t count) {
    struct sockaddr_un address;
    socklen_t length;
    int refused = address_of(&address, &length, name, count);
    if (refused) return refused;
    int receiver = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (receiver < 0) return -errno;
    if (bind(receiver, (struct sockaddr *)&address, length) < 0) return closing(receiver);
    return receiver;
}

int32_t clinux_connect(const uint8_t *name, uint32_t count) {
    struct sockaddr_un address;
    socklen_t length;
    int refused = address_of(&address, &length, name, count);
    if (refused) return refused;
    int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connection < 0) return -errno;
    int status;
    do { status = connect(connection, (struct sockaddr *)&address, length); } while (status < 0 && errno == EINTR);
    return status < 0 ? closing(connection) : connection;
}

int32_t clinux_accept(int32_t listener) {
    int connection;
    do { connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK); }
    while (connection < 0 && errno == EINTR);
    return connection < 0 ? -errno : connection;
}

int32_t clinux_socket_pair(int32_t *first, int32_t *second) {
    int both[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, both) < 0) return -errno;
    *first = both[0];
    *second = both[1];
    return 0;
}

int32_t clinux_peer(int32_t socket, int32_t *pid, uint32_t *user, uint32_t *group) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) < 0) return -errno;
    *pid = peer.pid;
    *user = peer.uid;
    *group = peer.gid;
    return 0;
}

int32_t clinux_shut_down(int32_t socket, int32_t direction) {
    return shutdown(socket, direction) < 0 ? -errno : 0;
}

int32_t clinux_pipe(int32_t *reading, int32_t *writing) {
    int both[2];
    if (pipe2(both, O_CLOEXEC) < 0) return -errno;
    *reading = both[0];
    *writing = both[1];
    return 0;
}
