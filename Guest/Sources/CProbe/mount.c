#include "CProbe.h"

#include <errno.h>
#include <string.h>
#include <sys/mount.h>

static const struct {
    const char *name;
    unsigned long flag;
} words[] = {
    {"ro", MS_RDONLY}, {"nosuid", MS_NOSUID}, {"nodev", MS_NODEV}, {"noexec", MS_NOEXEC}, {"remount", MS_REMOUNT},
    {"bind", MS_BIND}, {"rbind", MS_BIND | MS_REC}, {"move", MS_MOVE}, {"private", MS_PRIVATE},
    {"shared", MS_SHARED}, {"slave", MS_SLAVE}, {"rprivate", MS_PRIVATE | MS_REC}, {"rshared", MS_SHARED | MS_REC},
    {"rslave", MS_SLAVE | MS_REC},
};

// Options as mount(8) takes them; what is not a flag goes to the file system.
int probe_mount(const char *source, const char *at, const char *type, const char *options) {
    char data[1024] = "";
    unsigned long flags = 0;
    while (*options) {
        size_t length = strcspn(options, ",");
        unsigned long flag = 0;
        for (size_t index = 0; index < sizeof words / sizeof *words; index++)
            if (strlen(words[index].name) == length && memcmp(words[index].name, options, length) == 0)
                flag = words[index].flag;
        flags |= flag;
        if (flag == 0 && length > 0) {
            size_t filled = strlen(data);
            if (filled + length + 2 > sizeof data) return -E2BIG;
            if (filled > 0) data[filled++] = ',';
            memcpy(data + filled, options, length);
            data[filled + length] = 0;
        }
        options += length;
        if (*options == ',') options++;
    }
    return mount(source, at, type, flags, data) == 0 ? 0 : -errno;
}

int probe_unmount(const char *at) { return umount2(at, UMOUNT_NOFOLLOW) == 0 ? 0 : -errno; }
