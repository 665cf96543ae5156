#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

pid_t probe_fork(void) {
    pid_t child = fork();
    return child < 0 ? -errno : child;
}

int probe_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }

// The exit code of a child, 1000 + the signal that ended it, or -errno.
int probe_wait(pid_t child) {
    int status;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return -errno;
    return WIFSIGNALED(status) ? 1000 + WTERMSIG(status) : WEXITSTATUS(status);
}

int probe_kill(pid_t process, int number) { return kill(process, number) == 0 ? 0 : -errno; }

int probe_new_session(void) { return setsid() < 0 ? -errno : 0; }

// Waits for the end of a child that stays a zombie.
int probe_wait_without_reaping(pid_t child) {
    siginfo_t how;
    while (waitid(P_PID, (id_t)child, &how, WEXITED | WNOWAIT) < 0)
        if (errno != EINTR) return -errno;
    return 0;
}

// Becomes the program that the first word names; a null pointer ends the words. Returns only -errno.
int probe_execute(const char *const *words) {
    // Handlers are dropped by the kernel; what was blocked would stay so.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(words[0], (char *const *)words, environ);
    return -errno;
}
