/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: typed wrappers. */
#define CURL_DISABLE_TYPECHECK 1
#include <curl/curl.h>

typedef size_t (*dd_io)(char *, size_t, size_t, void *);

static inline CURLcode dd_set_long(CURL *h, CURLoption o, long v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dd_set_str(CURL *h, CURLoption o, const char *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dd_set_ptr(CURL *h, CURLoption o, void *v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dd_set_io(CURL *h, CURLoption o, dd_io v) { return curl_easy_setopt(h, o, v); }
static inline CURLcode dd_get_long(CURL *h, CURLINFO i, long *v) { return curl_easy_getinfo(h, i, v); }
/* The protocol below a handle in use, "TLSv1.3"; NULL in clear, or when libcurl stands on another
 * library than OpenSSL. */
struct ssl_st;
const char *SSL_get_version(const struct ssl_st *session);
static inline const char *dd_tls_version(CURL *h) {
  struct curl_tlssessioninfo *info = NULL;
  if (curl_easy_getinfo(h, CURLINFO_TLS_SSL_PTR, &info) != CURLE_OK || !info ||
      info->backend != CURLSSLBACKEND_OPENSSL || !info->internals)
    return NULL;
  return SSL_get_version((const struct ssl_st *)info->internals);
}

static inline CURLcode dd_get_socket(CURL *h, curl_socket_t *v) { return curl_easy_getinfo(h, CURLINFO_ACTIVESOCKET, v); }
