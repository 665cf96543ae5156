#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/vhost.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

/// What is to be opened in a network namespace: a file, or without a path a netlink socket.
struct errand {
    int32_t network;
    int32_t protocol;
    const char *path;
    int32_t result;
};

static void open_here(struct errand *errand) {
    int32_t number = errand->path ? open(errand->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
                                  : socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, errand->protocol);
    errand->result = number < 0 ? -errno : number;
}

static void *open_there(void *context) {
    struct errand *errand = context;
    if (setns(errand->network, CLONE_NEWNET) != 0) errand->result = -errno;
    else open_here(errand);
    return NULL;
}

static int32_t run(struct errand *errand) {
    if (errand->network < 0) {
        open_here(errand);
        return errand->result;
    }
    // The thread takes no signal that is meant for others.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int failure = pthread_create(&thread, NULL, open_there, errand);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure != 0) return -failure;
    pthread_join(thread, NULL);
    return errand->result;
}

int32_t clinux_network_socket(int32_t network, int32_t what) {
    struct errand errand = {
        .network = network, .protocol = what == CLINUX_DUMP_CHAINS ? NETLINK_NETFILTER : NETLINK_ROUTE};
    int32_t number = run(&errand);
    if (number < 0) return number;
    // The kernel answers at once; a bound all the same, so that nothing can hold a lane for ever.
    struct timeval bound = {.tv_sec = 1};
    setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &bound, sizeof bound);
    return number;
}

int32_t clinux_network_open(int32_t network, const char *path) {
    struct errand errand = {.network = network, .path = path};
    return run(&errand);
}

static int ask(int socket, int32_t what, int32_t link, uint32_t parent) {
    struct {
        struct nlmsghdr head;
        union {
            struct ifinfomsg link;
            struct tcmsg queue;
            struct nfgenmsg rules;
        } body;
    } request;
    memset(&request, 0, sizeof request);
    size_t body;
    if (what == CLINUX_DUMP_LINKS) body = sizeof request.body.link;
    else if (what == CLINUX_DUMP_CHAINS) body = sizeof request.body.rules;
    else {
        body = sizeof request.body.queue;
        request.body.queue.tcm_ifindex = link;
        request.body.queue.tcm_parent = parent;
    }
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

int64_t clinux_network_dump(
    int32_t socket, int32_t what, int32_t link, uint32_t parent, void *buffer, uint64_t capacity) {
    int64_t filled = ask(socket, what, link, parent);
    int done = 0;
    while (filled >= 0 && !done) {
        ssize_t got;
        do { got = recv(socket, (uint8_t *)buffer + filled, capacity - (uint64_t)filled, MSG_TRUNC); }
        while (got < 0 && errno == EINTR);
        if (got < 0) filled = -errno;
        else if (got == 0) filled = -EBADMSG;
        else if ((uint64_t)got > capacity - (uint64_t)filled) filled = -ENOBUFS;
        else {
            int64_t kept = until_end((uint8_t *)buffer + filled, (uint64_t)got, &done);
            filled = kept < 0 ? kept : filled + kept;
        }
    }
    return filled;
}

int32_t clinux_vsock_is_free(uint32_t number) {
    int device = open("/dev/vhost-vsock", O_RDWR | O_CLOEXEC);
    if (device < 0) return -errno;
    uint64_t wanted = number;
    int32_t result;
    if (ioctl(device, VHOST_SET_OWNER) != 0) result = -errno;
    // The kernel takes a number for one guest at a time, and this device for none: it is closed at once.
    else if (ioctl(device, VHOST_VSOCK_SET_GUEST_CID, &wanted) == 0) result = 1;
    else result = errno == EADDRINUSE ? 0 : -errno;
    close(device);
    return result;
}
