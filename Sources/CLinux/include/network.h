#pragma once
#include <stdint.h>

/// Messages that ask for a dump: RTM_GETLINK, RTM_GETQDISC, RTM_GETTFILTER, and of nftables NFT_MSG_GETCHAIN.
enum {
    CLINUX_DUMP_LINKS = 18,
    CLINUX_DUMP_QUEUES = 38,
    CLINUX_DUMP_FILTERS = 46,
    CLINUX_DUMP_CHAINS = 10 << 8 | 4
};

/// A netlink socket for the dumps of `what` in a network namespace, or in the calling thread's (-1).
///
/// A socket stays in the namespace that it was made in: another's is made by a thread that enters it and ends.
int32_t clinux_network_socket(int32_t network, int32_t what);

/// Opens a file for reading as a thread in a network namespace sees it: below /proc/thread-self/net.
int32_t clinux_network_open(int32_t network, const char *path);

/// Asks the kernel for all of a kind; of filters, for those of one link below one queueing discipline.
///
/// The bytes of its answers, one message after the other without the last; ENOBUFS when they don't fit.
int64_t clinux_network_dump(
    int32_t socket, int32_t what, int32_t link, uint32_t parent, void *buffer, uint64_t capacity);

/// Whether a guest could take a number over vsock: 1, or 0 when one has it; ENOENT without vhost_vsock.
int32_t clinux_vsock_is_free(uint32_t number);
