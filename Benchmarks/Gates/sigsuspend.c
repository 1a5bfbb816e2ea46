// Valgrind 3.19 writes into the mask that a program gives to sigsuspend, and libdispatch's is in memory that can't be
// written: preloaded, this gives it a copy.
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, _NSIG / 8);
}
