/* Linux calls that the Glibc module does not show. */
#include <malloc.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <sys/un.h>

/* Behind _GNU_SOURCE, which the importer does not define. */
int pthread_setname_np(pthread_t thread, const char *name);
