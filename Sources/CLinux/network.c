#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int ask(int socket, int32_t what) {
    struct {
        struct nlmsghdr head;
        union {
            struct ifinfomsg link;
            struct tcmsg queue;
        } body;
    } request;
    memset(&request, 0, sizeof request);
    size_t body = what == CLINUX_ROUTE_LINKS ? sizeof request.body.link : sizeof request.body.queue;
    request.head.nlmsg_len = (uint32_t)NLMSG_LENGTH(body);
    request.head.nlmsg_type = (uint16_t)what;
    request.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    return send(socket, &request, request.head.nlmsg_len, MSG_NOSIGNAL) < 0 ? -errno : 0;
}

/// The bytes before the message that ends the dump, which `done` is then set for; or a negative errno.
static int64_t until_end(const uint8_t *bytes, uint64_t count, int *done) {
    uint64_t at = 0;
    while (count - at >= sizeof(struct nlmsghdr)) {
        struct nlmsghdr head;
        memcpy(&head, bytes + at, sizeof head);
        if (head.nlmsg_len < sizeof head || head.nlmsg_len > count - at) return -EBADMSG;
        if (head.nlmsg_type == NLMSG_ERROR) {
            struct nlmsgerr error;
            if (head.nlmsg_len < NLMSG_LENGTH(sizeof error)) return -EBADMSG;
            memcpy(&error, bytes + at + NLMSG_HDRLEN, sizeof error);
            return error.error < 0 ? error.error : -EBADMSG;
        }
        if (head.nlmsg_type == NLMSG_DONE) {
            *done = 1;
            break;
        }
        at += NLMSG_ALIGN(head.nlmsg_len);
    }
    return (int64_t)(at < count ? at : count);
}

int64_t clinux_route_dump(int32_t what, void *buffer, uint64_t capacity) {
    int route = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    if (route < 0) return -errno;
    // The kernel answers at once; a bound all the same, so that nothing can hold a lane for ever.
    struct timeval bound = {.tv_sec = 1};
    setsockopt(route, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
    int64_t filled = ask(route, what);
    int done = 0;
    while (filled >= 0 && !done) {
        ssize_t got;
        do { got = recv(route, (uint8_t *)buffer + filled, capacity - (uint64_t)filled, MSG_TRUNC); }
        while (got < 0 && errno == EINTR);
        if (got < 0) filled = -errno;
        else if (got == 0) filled = -EBADMSG;
        else if ((uint64_t)got > capacity - (uint64_t)filled) filled = -ENOBUFS;
        else {
            int64_t kept = until_end((uint8_t *)buffer + filled, (uint64_t)got, &done);
            filled = kept < 0 ? kept : filled + kept;
        }
    }
    close(route);
    return filled;
}
