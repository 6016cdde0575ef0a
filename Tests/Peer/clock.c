/* A wall clock that a test turns, for programs that run unchanged: cc -shared -fPIC -o clock.so clock.c
 *
 * LD_PRELOAD=clock.so CLOCK_FILE=PATH: the file (struct face) is the clock's face. CLOCK_REALTIME is what
 * stands there and stands still until somebody writes another value; then every timerfd on CLOCK_REALTIME
 * whose hour has come rings within a few milliseconds. CLOCK_MONOTONIC goes on as ever.
 *
 * CLOCK_WAITS=CONNECT,ANSWER,WHOLE (milliseconds) shortens libcurl's waits; what the program asked for
 * stands in the face (seconds).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { FDS = 1024, SECOND = 1000000000 };
enum { OPT_TIMEOUT = 13, OPT_CONNECT = 78, OPT_ANSWER = 112, OPT_TIMEOUT_MS = 155, OPT_CONNECT_MS = 156 };

struct face {
    int64_t now;            /* nanoseconds since the epoch */
    int64_t seen;           /* the last value by which timers were rung */
    int64_t armed;          /* how often a timer was armed */
    int64_t asked[3];       /* seconds: connect, answer, whole */
    int64_t alarms[FDS];    /* by descriptor: nanoseconds since the epoch; 0 for none, -1 for one that rang */
};

static struct face still, *face = &still;
static char isReal[FDS];
static int64_t waits[3];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int (*setopt)(void *, int, ...);

static int64_t kernelNow(clockid_t id) {
    struct timespec t;
    syscall(SYS_clock_gettime, id, &t);
    return t.tv_sec * (int64_t)SECOND + t.tv_nsec;
}

static int64_t now(void) {
    return face == &still ? kernelNow(CLOCK_REALTIME) : __atomic_load_n(&face->now, __ATOMIC_ACQUIRE);
}

static struct timespec spec(int64_t ns) {
    return (struct timespec){.tv_sec = ns / SECOND, .tv_nsec = ns % SECOND};
}

int clock_gettime(clockid_t id, struct timespec *t) {
    if (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE) return (int)syscall(SYS_clock_gettime, id, t);
    *t = spec(now());
    return 0;
}

time_t time(time_t *t) {
    time_t s = now() / SECOND;
    if (t) *t = s;
    return s;
}

int gettimeofday(struct timeval *restrict t, void *restrict zone) {
    (void)zone;
    int64_t n = now();
    *t = (struct timeval){.tv_sec = n / SECOND, .tv_usec = n % SECOND / 1000};
    return 0;
}

/* Idle workers of libdispatch wait by the wall clock. */
int sem_timedwait(sem_t *restrict sem, const struct timespec *restrict until) {
    static int (*wait)(sem_t *, clockid_t, const struct timespec *);
    if (!wait) wait = (int (*)(sem_t *, clockid_t, const struct timespec *))dlsym(RTLD_NEXT, "sem_clockwait");
    int64_t left = until->tv_sec * (int64_t)SECOND + until->tv_nsec - now();
    struct timespec t = spec(kernelNow(CLOCK_MONOTONIC) + (left > 0 ? left : 0));
    return wait(sem, CLOCK_MONOTONIC, &t);
}

static int arm(int fd, int64_t after) {
    struct itimerspec in = {.it_value = spec(after)};
    return (int)syscall(SYS_timerfd_settime, fd, 0, &in, NULL);
}

/* With the lock. */
static int ring(int fd) {
    if (face->alarms[fd] <= 0 || face->alarms[fd] > now()) return 0;
    face->alarms[fd] = -1;
    return arm(fd, 1);
}

int timerfd_create(int id, int flags) {
    int fd = (int)syscall(SYS_timerfd_create, id, flags);
    if (fd >= 0 && fd < FDS) isReal[fd] = id == CLOCK_REALTIME;
    return fd;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *in, struct itimerspec *out) {
    if (face == &still || fd < 0 || fd >= FDS || !isReal[fd] || !(flags & TFD_TIMER_ABSTIME))
        return (int)syscall(SYS_timerfd_settime, fd, flags, in, out);
    pthread_mutex_lock(&lock);
    int code = arm(fd, 0);
    face->alarms[fd] = code ? 0 : in->it_value.tv_sec * (int64_t)SECOND + in->it_value.tv_nsec;
    face->armed++;
    ring(fd);
    pthread_mutex_unlock(&lock);
    return code;
}

static void *watch(void *none) {
    for (;;) {
        int64_t at = now();
        if (at != face->seen) {
            pthread_mutex_lock(&lock);
            for (int fd = 0; fd < FDS; fd++) ring(fd);
            pthread_mutex_unlock(&lock);
            __atomic_store_n(&face->seen, at, __ATOMIC_RELEASE);
        }
        usleep(2000);
    }
    return none;
}

int curl_easy_setopt(void *handle, int option, ...) {
    va_list list;
    va_start(list, option);
    void *value = va_arg(list, void *);
    va_end(list);
    if (!setopt) setopt = (int (*)(void *, int, ...))dlsym(RTLD_NEXT, "curl_easy_setopt");
    int which = option == OPT_CONNECT ? 0 : option == OPT_ANSWER ? 1 : option == OPT_TIMEOUT ? 2 : -1;
    if (which < 0 || !waits[which]) return setopt(handle, option, value);
    face->asked[which] = (int64_t)(intptr_t)value;
    if (which == 1) return setopt(handle, option, (long)(waits[1] / 1000));
    return setopt(handle, which == 0 ? OPT_CONNECT_MS : OPT_TIMEOUT_MS, (long)waits[which]);
}

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("CLOCK_FILE"), *text = getenv("CLOCK_WAITS");
    int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0) return;
    void *map = mmap(NULL, sizeof *face, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    close(fd);
    if (map == MAP_FAILED) return;
    face = map;
    if (text) {
        long long w[3] = {0};
        sscanf(text, "%lld,%lld,%lld", &w[0], &w[1], &w[2]);
        for (int i = 0; i < 3; i++) waits[i] = w[i];
    }
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch, NULL) == 0) {
        pthread_setname_np(thread, "clock");
        pthread_detach(thread);
    }
}
