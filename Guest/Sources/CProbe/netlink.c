#define _GNU_SOURCE
#include "CProbe.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

// All messages that answer one dump request, one behind the other. Nothing of them is trusted here: the reader checks
// every length.
ssize_t probe_netlink(int request, void *answer, size_t capacity) {
    int link = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (link < 0) return -errno;
    struct timeval patience = {.tv_sec = 2};
    setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    struct {
        struct nlmsghdr header;
        struct ifinfomsg body;
    } message = {.header = {.nlmsg_len = sizeof message,
                            .nlmsg_type = (uint16_t)request,
                            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP}};
    ssize_t outcome = send(link, &message, sizeof message, 0);
    size_t filled = 0;
    while (outcome >= 0) {
        // A dump comes in datagrams of 32 KiB at most.
        if (capacity - filled < 32768) break;
        ssize_t received = recv(link, (char *)answer + filled, capacity - filled, 0);
        if (received <= 0) {
            outcome = received < 0 ? -1 : 0;
            break;
        }
        struct nlmsghdr *header = (struct nlmsghdr *)((char *)answer + filled);
        if (header->nlmsg_type == NLMSG_DONE) break;
        if (header->nlmsg_type == NLMSG_ERROR) {
            errno = -((struct nlmsgerr *)NLMSG_DATA(header))->error;
            outcome = -1;
            break;
        }
        filled += (size_t)received;
        // The last message may end the datagram that holds others.
        size_t position = filled - (size_t)received;
        int done = 0;
        while (position + sizeof *header <= filled) {
            header = (struct nlmsghdr *)((char *)answer + position);
            if (header->nlmsg_len < sizeof *header) break;
            if (header->nlmsg_type == NLMSG_DONE) done = 1;
            position += NLMSG_ALIGN(header->nlmsg_len);
        }
        if (done) break;
    }
    int error = errno;
    close(link);
    return outcome < 0 ? -error : (ssize_t)filled;
}

void probe_address_text(int is_six, const void *bytes, char *text, size_t capacity) {
    text[0] = 0;
    inet_ntop(is_six ? AF_INET6 : AF_INET, bytes, text, (socklen_t)capacity);
}
