#define _GNU_SOURCE
#include "calls.h"

#include <linux/netlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

#define SOCKET(name, family, type, protocol) \
    static long try_socket_##name(void) { return socket(family, (type) | SOCK_CLOEXEC, protocol); }

SOCKET(inet, AF_INET, SOCK_STREAM, 0)
SOCKET(inet6, AF_INET6, SOCK_STREAM, 0)
SOCKET(unix, AF_UNIX, SOCK_STREAM, 0)
SOCKET(netlink, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE)
SOCKET(audit, AF_NETLINK, SOCK_RAW, NETLINK_AUDIT)
// Ping without privileges, as far as net.ipv4.ping_group_range allows it.
SOCKET(ping, AF_INET, SOCK_DGRAM, IPPROTO_ICMP)
SOCKET(raw, AF_INET, SOCK_RAW, IPPROTO_ICMP)
SOCKET(packet, AF_PACKET, SOCK_RAW, 0)
SOCKET(vsock, AF_VSOCK, SOCK_STREAM, 0)

// A port that only the privileged may bind, on an address that only this namespace has; closed right after.
static long try_bind_privileged(void) {
    int descriptor = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons(1), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    return descriptor < 0 ? -1 : bind(descriptor, (struct sockaddr *)&address, sizeof address);
}

const struct call socket_calls[] = {
    {"socket-inet", try_socket_inet},
    {"socket-inet6", try_socket_inet6},
    {"socket-unix", try_socket_unix},
    {"socket-netlink", try_socket_netlink},
    {"socket-audit", try_socket_audit},
    {"socket-ping", try_socket_ping},
    {"socket-raw", try_socket_raw},
    {"socket-packet", try_socket_packet},
    {"socket-vsock", try_socket_vsock},
    {"bind-privileged", try_bind_privileged},
    {NULL, NULL},
};
