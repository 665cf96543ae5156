#define _GNU_SOURCE
#include "CGuest.h"
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int32_t loopback_up(void) {
    int asking = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (asking < 0) return -errno;
    struct ifreq request;
    memset(&request, 0, sizeof request);
    memcpy(request.ifr_name, "lo", 3);
    request.ifr_flags = IFF_UP;
    int32_t result = ioctl(asking, SIOCSIFFLAGS, &request) < 0 ? -errno : 0;
    close(asking);
    return result;
}

int32_t cguest_begin(const char *hostname, uint32_t count) {
    if (unshare(CLONE_NEWIPC | CLONE_NEWUTS) < 0) return -errno;
    if (count > 0 && sethostname(hostname, count) < 0) return -errno;
    return loopback_up();
}

int32_t cguest_receive_descriptor(int32_t connection) {
    char bytes[256];
    struct iovec data = {.iov_base = bytes, .iov_len = sizeof bytes};
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.room;
    message.msg_controllen = sizeof control.room;
    ssize_t count;
    do { count = recvmsg(connection, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC); } while (count < 0 && errno == EINTR);
    if (count < 0) return -errno;
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    // More than one does not fit: the kernel closes the rest.
    if (!head || head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS ||
        head->cmsg_len != CMSG_LEN(sizeof(int)))
        return count == 0 ? -EPIPE : -EPROTO;
    int received;
    memcpy(&received, CMSG_DATA(head), sizeof received);
    return received;
}

int32_t cguest_lock(int32_t file) {
    return flock(file, LOCK_EX | LOCK_NB) < 0 ? -errno : 0;
}
