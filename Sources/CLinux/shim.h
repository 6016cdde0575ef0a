/* Linux calls that the Glibc module does not show. */
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <linux/stat.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

/* Behind _GNU_SOURCE, which the importer does not define. */
int pthread_setname_np(pthread_t thread, const char *name);
int pipe2(int ends[2], int flags);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

/* Variadic, which Swift cannot call. */
static inline int dd_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
static inline int dd_has_no_new_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1; }

/* syscall(2) takes a variable number of arguments, which Swift cannot pass. */
static inline int dd_open_beneath(int folder, const char *name) {
    struct open_how how = {
        .flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    int fd = (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
    /* A kernel or a cage without openat2: then no symlink at all, and no way up. */
    if (fd < 0 && (errno == ENOSYS || errno == EPERM))
        fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW);
    return fd;
}

/* statx(2), whose structure stands behind _GNU_SOURCE: the number of a file, and when it was made where
 * the file system keeps that. */
static inline int dd_birth(const char *path, unsigned long long *inode, long long *seconds,
                           unsigned *nanoseconds) {
    struct statx about;
    if (syscall(SYS_statx, AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &about) != 0) return -1;
    int has_birth = (about.stx_mask & STATX_BTIME) != 0;
    *inode = about.stx_ino;
    *seconds = has_birth ? about.stx_btime.tv_sec : 0;
    *nanoseconds = has_birth ? about.stx_btime.tv_nsec : 0;
    return 0;
}
