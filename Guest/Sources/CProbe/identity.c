#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>

const char *probe_uname(int field) {
    static struct utsname names;
    if (uname(&names) != 0) return "";
    switch (field) {
    case 0: return names.sysname;
    case 1: return names.nodename;
    case 2: return names.release;
    case 3: return names.version;
    case 4: return names.machine;
    default: return names.domainname;
    }
}

int probe_groups(uint32_t *groups, int capacity) {
    int count = getgroups(capacity, groups);
    return count < 0 ? -errno : count;
}

// Effective, permitted, inheritable, bounding, ambient: by system call, because /proc may be missing or masked.
int probe_capabilities(uint64_t sets[5]) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
    struct __user_cap_data_struct data[2] = {{0}};
    if (syscall(SYS_capget, &header, data) != 0) return -errno;
    sets[0] = data[0].effective | (uint64_t)data[1].effective << 32;
    sets[1] = data[0].permitted | (uint64_t)data[1].permitted << 32;
    sets[2] = data[0].inheritable | (uint64_t)data[1].inheritable << 32;
    sets[3] = sets[4] = 0;
    for (int capability = 0; capability < 64; capability++) {
        int held = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
        if (held < 0) break;
        sets[3] |= (uint64_t)(held == 1) << capability;
        sets[4] |= (uint64_t)(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0) == 1) << capability;
    }
    return 0;
}

int probe_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); }

int probe_seccomp_mode(void) { return prctl(PR_GET_SECCOMP, 0, 0, 0, 0); }

int probe_rlimit(int resource, uint64_t *soft, uint64_t *hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -errno;
    *soft = limit.rlim_cur;
    *hard = limit.rlim_max;
    return 0;
}

uint32_t probe_umask(void) {
    mode_t mask = umask(0);
    umask(mask);
    return mask;
}
