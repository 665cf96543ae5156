#define _GNU_SOURCE
#include "CProbe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/vm_sockets.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

struct place {
    int family, type;
    socklen_t length;
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
        struct sockaddr_un local;
        struct sockaddr_vm vm;
    } address;
};

static int number(const char *text, unsigned long most, unsigned long *value) {
    char *end;
    if (*text < '0' || *text > '9') return 0;
    *value = strtoul(text, &end, 10);
    return *end == 0 && *value <= most;
}

static int internet_place(const char *text, struct place *place) {
    const char *colon = strrchr(text, ':');
    char host[64];
    unsigned long port;
    if (!colon || !number(colon + 1, 65535, &port)) return 0;
    size_t length = (size_t)(colon - text);
    if (length >= 2 && text[0] == '[' && text[length - 1] == ']') text++, length -= 2;
    if (length >= sizeof host) return 0;
    memcpy(host, text, length);
    host[length] = 0;
    if (inet_pton(AF_INET, host, &place->address.four.sin_addr) == 1) {
        place->family = place->address.four.sin_family = AF_INET;
        place->address.four.sin_port = htons((uint16_t)port);
        place->length = sizeof place->address.four;
        return 1;
    }
    if (inet_pton(AF_INET6, host, &place->address.six.sin6_addr) != 1) return 0;
    place->family = place->address.six.sin6_family = AF_INET6;
    place->address.six.sin6_port = htons((uint16_t)port);
    place->length = sizeof place->address.six;
    return 1;
}

static int local_place(const char *text, struct place *place) {
    size_t length = strlen(text);
    if (length == 0 || length >= sizeof place->address.local.sun_path) return 0;
    place->family = place->address.local.sun_family = AF_UNIX;
    memcpy(place->address.local.sun_path, text, length);
    // A name, not a path, begins with a zero byte and ends where the address does.
    if (text[0] == '@') place->address.local.sun_path[0] = 0;
    place->length = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
    return 1;
}

static int machine_place(const char *text, struct place *place) {
    char first[16];
    const char *colon = strchr(text, ':');
    unsigned long cid, port;
    if (!colon || (size_t)(colon - text) >= sizeof first) return 0;
    memcpy(first, text, (size_t)(colon - text));
    first[colon - text] = 0;
    if (!number(first, UINT32_MAX, &cid) || !number(colon + 1, UINT32_MAX, &port)) return 0;
    place->family = place->address.vm.svm_family = AF_VSOCK;
    place->address.vm.svm_cid = (unsigned)cid;
    place->address.vm.svm_port = (unsigned)port;
    place->length = sizeof place->address.vm;
    return 1;
}

static int find(const char *text, struct place *place) {
    memset(place, 0, sizeof *place);
    place->type = strncmp(text, "udp:", 4) == 0 ? SOCK_DGRAM : SOCK_STREAM;
    if (strncmp(text, "tcp:", 4) == 0 || strncmp(text, "udp:", 4) == 0) return internet_place(text + 4, place);
    if (strncmp(text, "unix:", 5) == 0) return local_place(text + 5, place);
    if (strncmp(text, "vsock:", 6) == 0) return machine_place(text + 6, place);
    return 0;
}

static int give_up(int descriptor) {
    int error = errno;
    close(descriptor);
    return -error;
}

// -EDESTADDRREQ when the text is no address.
int probe_connect(const char *address) {
    struct place place;
    if (!find(address, &place)) return -EDESTADDRREQ;
    int descriptor = socket(place.family, place.type | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    // Five seconds: one who does not answer must not hold up a scenario.
    struct timeval patience = {.tv_sec = 5};
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(descriptor, &place.address.any, place.length) == 0) return descriptor;
    if (errno == EINPROGRESS || errno == EAGAIN) errno = ETIMEDOUT;
    return give_up(descriptor);
}

int probe_listen(const char *address, int *takes_connections) {
    struct place place;
    if (!find(address, &place)) return -EDESTADDRREQ;
    int descriptor = socket(place.family, place.type | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return -errno;
    int yes = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    *takes_connections = place.type == SOCK_STREAM;
    if (bind(descriptor, &place.address.any, place.length) != 0) return give_up(descriptor);
    if (*takes_connections && listen(descriptor, 16) != 0) return give_up(descriptor);
    return descriptor;
}

int probe_accept(int descriptor) {
    int connection = accept4(descriptor, NULL, NULL, SOCK_CLOEXEC);
    return connection < 0 ? -errno : connection;
}

// The port that a socket listens on, 0 for one without.
int probe_local_port(int descriptor) {
    struct place place = {.length = sizeof place.address};
    if (getsockname(descriptor, &place.address.any, &place.length) != 0) return -errno;
    switch (place.address.any.sa_family) {
    case AF_INET: return ntohs(place.address.four.sin_port);
    case AF_INET6: return ntohs(place.address.six.sin6_port);
    default: return 0;
    }
}

int probe_half_close(int descriptor) { return shutdown(descriptor, SHUT_WR) == 0 ? 0 : -errno; }

// Sends one datagram back to where it came from; its length, or -errno.
ssize_t probe_echo_datagram(int descriptor) {
    char bytes[65536];
    struct place from = {.length = sizeof from.address};
    ssize_t received = recvfrom(descriptor, bytes, sizeof bytes, 0, &from.address.any, &from.length);
    if (received < 0) return -errno;
    ssize_t sent = sendto(descriptor, bytes, (size_t)received, 0, &from.address.any, from.length);
    return sent < 0 ? -errno : received;
}

// Waits five seconds for something to read.
ssize_t probe_receive_soon(int descriptor, void *bytes, size_t capacity) {
    struct pollfd wait = {.fd = descriptor, .events = POLLIN};
    int ready = poll(&wait, 1, 5000);
    if (ready <= 0) return ready == 0 ? -ETIMEDOUT : -errno;
    ssize_t received = read(descriptor, bytes, capacity);
    return received < 0 ? -errno : received;
}
